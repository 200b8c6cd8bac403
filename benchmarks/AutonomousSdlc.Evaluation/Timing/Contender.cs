namespace AutonomousSdlc.Evaluation.Timing;

/// <summary>One of the things that are timed against each other.</summary>
/// <param name="Name">Canonical name, shown in the rows.</param>
/// <param name="CreateWorker">Makes the loop of one thread, given the thread's index; the loop gets the number of operations to do. Called once per thread, outside of what is timed.</param>
internal sealed record Contender(string Name, Func<int, Action<int>> CreateWorker)
{
    /// <summary>A contender whose threads all run the same loop.</summary>
    /// <param name="name">Canonical name.</param>
    /// <param name="work">Does as many operations as it is told.</param>
    public Contender(string name, Action<int> work)
        : this(name, _ => work)
    {
    }

    /// <summary>A contender whose loop awaits; a thread of the harness sleeps until it has completed.</summary>
    /// <param name="name">Canonical name.</param>
    /// <param name="work">Does as many operations as it is told.</param>
    public static Contender Asynchronous(string name, Func<int, Task> work) =>
        new(name, operations => work(operations).GetAwaiter().GetResult());
}
