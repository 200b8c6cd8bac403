namespace ClosedLoop;

/// <summary>The demonstration cannot run: its input or its surroundings are not usable.</summary>
internal sealed class LoopException(string message, Exception? innerException = null) : Exception(message, innerException);
