using System.Text.Json;
using AutonomousSdlc.Shared.Files;

namespace AutonomousSdlc.Deployment.Forwarder.Internal;

/// <summary>
/// The routing table on disk. A file that cannot be read stops the forwarder: guessing a route could serve a version that
/// was rolled back.
/// </summary>
internal static class TrafficStateFile
{
    private const int MaximumBytes = 8 * 1024 * 1024;

    public static async Task SaveAsync(string path, TrafficTable table, CancellationToken cancellationToken)
    {
        var saved = new SavedTraffic
        {
            Format = SavedTraffic.CurrentFormat,
            Epoch = table.Epoch,
            Generation = table.Generation,
            Slots = [.. table.Entries.Select(entry => new SavedSlot { Name = entry.Slot.Name, Weight = entry.Weight, Endpoints = entry.Endpoints })],
        };
        var bytes = JsonSerializer.SerializeToUtf8Bytes(saved, ForwarderJson.Default.SavedTraffic);
        if (bytes.Length > MaximumBytes)
        {
            throw new ArgumentException($"The routing table would have {bytes.Length} bytes in StateFile, more than {MaximumBytes}. Use fewer or shorter endpoints.");
        }

        try
        {
            await DurableFile.ReplaceAsync(path, bytes, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ForwarderException(
                $"The change {table.Epoch}.{table.Generation} was not applied: StateFile \"{path}\" cannot be written: {error.Message} Free space or give write access to its directory.",
                error);
        }
    }

    /// <summary>Reads the table, or makes the directory in which it will be.</summary>
    /// <returns>The saved table; null when there is no file.</returns>
    public static async Task<SavedTraffic?> LoadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            var file = new FileInfo(path);
            if (!file.Exists)
            {
                OwnerOnlyDirectory.EnsureExists(file.DirectoryName!);
                return null;
            }

            if (file.Length > MaximumBytes)
            {
                throw new JsonException($"it has {file.Length} bytes, more than {MaximumBytes}.");
            }

            var bytes = await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false);
            var saved = JsonSerializer.Deserialize(bytes, ForwarderJson.Default.SavedTraffic) ?? throw new JsonException("it is empty.");
            Check(saved);
            return saved;
        }
        catch (Exception error) when (error is JsonException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            throw new ForwarderException(
                $"StateFile \"{path}\" cannot be used: {error.Message} Restore it, or delete it to start without traffic until the next change.",
                error);
        }
    }

    private static void Check(SavedTraffic saved)
    {
        if (saved.Format != SavedTraffic.CurrentFormat)
        {
            throw new JsonException($"its format is {saved.Format}, this version reads {SavedTraffic.CurrentFormat}.");
        }

        var change = new TrafficChange
        {
            Epoch = saved.Epoch,
            Generation = saved.Generation,
            Weights = saved.Slots.ToDictionary(slot => slot.Name, slot => slot.Weight, StringComparer.Ordinal),
            Endpoints = saved.Slots.ToDictionary(slot => slot.Name, slot => slot.Endpoints, StringComparer.Ordinal),
        };
        TrafficChangeRules.EnsureValid(change);
        change.EnsureApplicableTo(TrafficState.Empty);
    }
}
