namespace AutonomousSdlc.Scaling;

/// <summary>One worker process of a <see cref="ProcessScaleTarget"/>.</summary>
/// <param name="Name">Name of the target with the worker's number, such as <c>worker-3</c>; never reused.</param>
/// <param name="Number">Counts up from 1.</param>
/// <param name="Address">Loopback address of the port that it was given.</param>
/// <param name="ProcessId">Id of the process.</param>
/// <param name="StartupDuration">Time from start to readiness; zero until then.</param>
public sealed record ProcessInstance(string Name, int Number, Uri Address, int ProcessId, TimeSpan StartupDuration);
