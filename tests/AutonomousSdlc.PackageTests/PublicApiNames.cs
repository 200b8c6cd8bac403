using System.Globalization;

namespace AutonomousSdlc.PackageTests;

/// <summary>Names of types and values as C# would write them.</summary>
internal static class PublicApiNames
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(char)] = "char",
        [typeof(int)] = "int",
        [typeof(uint)] = "uint",
        [typeof(long)] = "long",
        [typeof(ulong)] = "ulong",
        [typeof(short)] = "short",
        [typeof(double)] = "double",
        [typeof(float)] = "float",
        [typeof(decimal)] = "decimal",
        [typeof(string)] = "string",
        [typeof(object)] = "object",
    };

    public static string Of(Type type)
    {
        if (Keywords.TryGetValue(type, out var keyword))
        {
            return keyword;
        }

        if (type.IsByRef)
        {
            return Of(type.GetElementType()!);
        }

        if (type.IsArray)
        {
            return $"{Of(type.GetElementType()!)}[]";
        }

        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return $"{Of(underlying)}?";
        }

        if (type.IsGenericParameter)
        {
            return type.Name;
        }

        var prefix = type.IsNested ? $"{Of(type.DeclaringType!)}." : Namespace(type);
        var name = type.Name.Split('`')[0];
        return type.IsGenericType
            ? $"{prefix}{name}<{string.Join(", ", type.GetGenericArguments().Select(Of))}>"
            : prefix + name;
    }

    public static string Literal(object? value) => value switch
    {
        null => "default",
        string text => $"\"{text}\"",
        bool flag => flag ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? string.Empty,
    };

    /// <summary>Framework types go by their short names, ours in full.</summary>
    private static string Namespace(Type type) =>
        type.Namespace?.StartsWith("AutonomousSdlc", StringComparison.Ordinal) is true ? $"{type.Namespace}." : string.Empty;
}
