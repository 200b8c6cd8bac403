namespace AutonomousSdlc.Evaluation;

/// <summary>Arguments or input cannot be used. The message says what, why and what to do; no stack trace is shown.</summary>
internal sealed class BadInputException(string message, Exception? innerException = null) : Exception(message, innerException);
