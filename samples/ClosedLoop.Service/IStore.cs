namespace ClosedLoop.Service;

/// <summary>Where items come from when the cache has none.</summary>
internal interface IStore
{
    ValueTask<string> LoadAsync(ulong key, CancellationToken cancellationToken);
}
