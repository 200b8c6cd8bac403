using AutonomousSdlc.Deployment.Forwarder.Internal.Policies;
using Microsoft.Extensions.Logging;

namespace AutonomousSdlc.Deployment.Forwarder.Internal;

/// <summary>
/// Holds the routing table, gives each request its slot, and applies changes in order: persist, then swap.
/// </summary>
internal sealed class TrafficDirector : IDisposable
{
    private readonly ForwarderOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Dictionary<string, SlotRuntime> _slots = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _changing = new(1, 1);
    private TrafficTable _table = TrafficTable.Empty;
    private ulong _number;

    public TrafficDirector(ForwarderOptions options, TimeProvider time, ILogger logger)
    {
        _options = options;
        _time = time;
        _logger = logger;
    }

    public TrafficTable Table => Volatile.Read(ref _table);

    /// <summary>Chooses the slot of a new request and counts it in flight there; false when nothing has weight.</summary>
    public bool TryEnter(out TableEntry entry)
    {
        while (true)
        {
            var table = Table;
            var index = WeightedPick.Index(table.Cumulative, _options.Seed, Interlocked.Increment(ref _number));
            if (index < 0)
            {
                entry = null!;
                return false;
            }

            entry = table.Entries[index];
            entry.Slot.Enter();

            // Store-load pair with ApplyAsync: it swaps the table, then a drain reads the count. Enter is a full fence, so
            // either this read sees the new table or the drain sees this request. No request slips behind a drain.
            if (ReferenceEquals(Table, table))
            {
                return true;
            }

            entry.Slot.Exit();
        }
    }

    public async ValueTask ApplyAsync(TrafficChange change, CancellationToken cancellationToken)
    {
        TrafficChangeRules.EnsureValid(change);
        await _changing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var table = Table;
            if (IsRepeat(change, table))
            {
                return;
            }

            change.EnsureApplicableTo(table.Observe());
            var next = Build(table, change);
            if (_options.StateFile is { } path)
            {
                await TrafficStateFile.SaveAsync(path, next, cancellationToken).ConfigureAwait(false);
            }

            Interlocked.Exchange(ref _table, next);
            _logger.TrafficChanged(change.Epoch, change.Generation, Describe(next));
        }
        finally
        {
            _changing.Release();
        }
    }

    /// <summary>Takes over the table of an earlier life. Called once, before requests come.</summary>
    public async ValueTask RestoreAsync(CancellationToken cancellationToken)
    {
        if (_options.StateFile is { } path && await TrafficStateFile.LoadAsync(path, cancellationToken).ConfigureAwait(false) is { } saved)
        {
            var table = new TrafficTable(
                saved.Epoch,
                saved.Generation,
                saved.Slots.Select(slot => new TableEntry(Slot(slot.Name), slot.Weight, [.. slot.Endpoints])));
            Interlocked.Exchange(ref _table, table);
            _logger.TrafficRestored(saved.Epoch, saved.Generation, path, Describe(table));
        }
    }

    public async ValueTask<bool> DrainAsync(string slot, TimeSpan deadline, CancellationToken cancellationToken)
    {
        var table = Table;
        if (!table.ByName.TryGetValue(slot, out var entry))
        {
            // A slot that never had traffic has nothing in flight.
            return true;
        }

        if (entry.Weight > 0)
        {
            throw new ArgumentException(
                $"Slot '{slot}' cannot be drained: its weight is {entry.Weight} and new requests keep coming. Set the weight to 0 first.",
                nameof(slot));
        }

        var drained = await entry.Slot.WaitIdleAsync(deadline, _time, cancellationToken).ConfigureAwait(false);
        if (drained)
        {
            _logger.SlotDrained(slot);
        }
        else
        {
            _logger.SlotNotDrained(slot, entry.Slot.InFlight, deadline);
        }

        return drained;
    }

    public void Dispose() => _changing.Dispose();

    private bool IsRepeat(TrafficChange change, TrafficTable table)
    {
        try
        {
            return change.IsRepeatOf(table.Epoch, table.Generation);
        }
        catch (StaleTrafficChangeException)
        {
            _logger.StaleChangeRejected(change.Epoch, change.Generation, table.Epoch, table.Generation);
            throw;
        }
    }

    private TrafficTable Build(TrafficTable table, TrafficChange change)
    {
        var names = table.ByName.Keys.Union(change.Weights.Keys, StringComparer.Ordinal).Union(change.Endpoints.Keys, StringComparer.Ordinal).ToList();
        TrafficChangeRules.EnsureSlotCount(names.Count);
        return new TrafficTable(change.Epoch, change.Generation, names.Select(name =>
        {
            table.ByName.TryGetValue(name, out var known);
            var weight = change.Weights.TryGetValue(name, out var newWeight) ? newWeight : known?.Weight ?? 0;
            var endpoints = change.Endpoints.TryGetValue(name, out var newEndpoints) ? newEndpoints : known?.Endpoints ?? [];
            return new TableEntry(Slot(name), weight, [.. endpoints]);
        }));
    }

    private SlotRuntime Slot(string name)
    {
        if (!_slots.TryGetValue(name, out var slot))
        {
            var handler = _options.SlotHandler?.Invoke(name);
            slot = new SlotRuntime(name, handler is null ? null : new HttpMessageInvoker(handler, disposeHandler: false));
            _slots.Add(name, slot);
        }

        return slot;
    }

    private static string Describe(TrafficTable table) =>
        string.Join(", ", table.Entries.Select(entry => $"{entry.Slot.Name} {entry.Weight}"));
}
