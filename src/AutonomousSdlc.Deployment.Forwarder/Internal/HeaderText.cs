using System.Text;
using Microsoft.Extensions.Primitives;

namespace AutonomousSdlc.Deployment.Forwarder.Internal;

/// <summary>Header values pass byte for byte: both sides read and write them as Latin-1, which maps every byte.</summary>
internal static class HeaderText
{
    public static Encoding Encoding => Encoding.Latin1;

    /// <summary>One field value out of several lines, as RFC 9110, 5.3 allows.</summary>
    public static string Join(in StringValues values, string separator) =>
        values.Count == 1 ? values[0]! : string.Join(separator, (IEnumerable<string?>)values);
}
