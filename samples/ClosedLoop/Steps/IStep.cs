namespace ClosedLoop.Steps;

/// <summary>One step of the demonstration.</summary>
internal interface IStep
{
    /// <summary>What happens, in a few words.</summary>
    string Name { get; }

    /// <summary>Makes it happen, measures it and records its promises.</summary>
    Task RunAsync(StepContext context, int number, CancellationToken cancellationToken);

    /// <summary>Records promises that only the end of the run can judge. Default: none.</summary>
    Task CompleteAsync(StepContext context, int number) => Task.CompletedTask;
}
