namespace ClosedLoop.Display;

/// <summary>Where the run is shown.</summary>
internal interface IDisplay : IAsyncDisposable
{
    /// <summary>Shows a sentence that stays readable.</summary>
    void Say(string sentence);

    /// <summary>Shows the current state; called once a second.</summary>
    void Show(LoopState state);

    /// <summary>Shows the scorecard, after everything else.</summary>
    ValueTask FinishAsync(Scorecard scorecard);
}
