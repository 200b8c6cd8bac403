using Microsoft.Extensions.Logging;

namespace AutonomousSdlc.Testing;

/// <summary>One log entry.</summary>
/// <param name="Category">Category of the logger.</param>
/// <param name="Level">Level of the entry.</param>
/// <param name="EventId">Identity of the event.</param>
/// <param name="Message">The formatted sentence.</param>
/// <param name="Exception">The exception logged with it, if any.</param>
public sealed record RecordedLog(string Category, LogLevel Level, EventId EventId, string Message, Exception? Exception);
