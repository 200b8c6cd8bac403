using System.Globalization;

namespace ClosedLoop.Service;

/// <summary>The item numbers of a page as they stand in the query: separated by commas.</summary>
internal static class PageKeys
{
    private const int MaximumKeys = 64;

    public static bool TryParse(string? text, out ulong[] keys)
    {
        keys = [];
        var parts = (text ?? string.Empty).Split(',', MaximumKeys + 1);
        if (parts.Length > MaximumKeys)
        {
            return false;
        }

        var parsed = new ulong[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            if (!ulong.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out parsed[i]))
            {
                return false;
            }
        }

        keys = parsed;
        return true;
    }
}
