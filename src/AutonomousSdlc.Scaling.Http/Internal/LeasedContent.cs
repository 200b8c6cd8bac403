using System.Net;

namespace AutonomousSdlc.Scaling.Http.Internal;

/// <summary>
/// A response body that keeps its node's lease until it ends. The finalizer is for callers that drop a response without
/// reading or disposing it: their calls would count as in flight for ever.
/// </summary>
internal sealed class LeasedContent : HttpContent
{
    private readonly HttpContent _inner;
    private readonly NodeLease _lease;
    private readonly CallOutcome _outcome;
    private readonly TimeSpan _latency;

    public LeasedContent(HttpContent inner, in NodeLease lease, CallOutcome outcome, TimeSpan latency)
    {
        _inner = inner;
        _lease = lease;
        _outcome = outcome;
        _latency = latency;
        foreach (var (name, values) in inner.Headers.NonValidated)
        {
            if (values.Count == 1)
            {
                Headers.TryAddWithoutValidation(name, values.ToString());
            }
            else
            {
                Headers.TryAddWithoutValidation(name, values);
            }
        }
    }

#pragma warning disable MA0055 // Callers that abandon a response leave no other moment to give the lease back.
    ~LeasedContent() => Dispose(disposing: false);
#pragma warning restore MA0055

    /// <summary>The body was read to its end, or nobody wants the rest of it: the node did what it was asked.</summary>
    internal void End() => Complete(_outcome);

    internal void Fail(Exception exception) => Complete(Outcomes.JudgeBody(exception));

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        var source = await CreateContentReadStreamAsync(cancellationToken).ConfigureAwait(false);
        await source.CopyToAsync(stream, cancellationToken).ConfigureAwait(false);
    }

    protected override void SerializeToStream(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        CreateContentReadStream(cancellationToken).CopyTo(stream);

    protected override Task<Stream> CreateContentReadStreamAsync() => CreateContentReadStreamAsync(CancellationToken.None);

    protected override async Task<Stream> CreateContentReadStreamAsync(CancellationToken cancellationToken)
    {
        try
        {
            return new LeasedStream(await _inner.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false), this);
        }
        catch (Exception exception)
        {
            Fail(exception);
            throw;
        }
    }

    protected override Stream CreateContentReadStream(CancellationToken cancellationToken)
    {
        try
        {
            return new LeasedStream(_inner.ReadAsStream(cancellationToken), this);
        }
        catch (Exception exception)
        {
            Fail(exception);
            throw;
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _inner.Headers.ContentLength ?? 0;
        return _inner.Headers.ContentLength is not null;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            End();
            _inner.Dispose();
        }
        else
        {
            // The finalizer thread judges nobody and touches no lock.
            _lease.Release();
        }

        base.Dispose(disposing);
    }

    private void Complete(CallOutcome outcome)
    {
        if (_lease.Complete(outcome, _latency))
        {
#pragma warning disable CA1816 // With the lease gone, the finalizer has nothing left to do.
            GC.SuppressFinalize(this);
#pragma warning restore CA1816
        }
    }
}
