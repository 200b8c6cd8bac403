using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace AutonomousSdlc.PackageTests;

/// <summary>Writes the public surface of an assembly as sorted text.</summary>
internal static class PublicApi
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static string Describe(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (var type in assembly.GetExportedTypes().OrderBy(t => t.FullName, StringComparer.Ordinal))
        {
            text.Append(Kind(type)).Append(' ').Append(PublicApiNames.Of(type)).Append(Bases(type)).Append('\n');
            foreach (var member in Members(type).Order(StringComparer.Ordinal))
            {
                text.Append("    ").Append(member).Append('\n');
            }
        }

        return text.ToString();
    }

    private static string Kind(Type type)
    {
        if (type.IsEnum)
        {
            return "enum";
        }

        if (type.IsInterface)
        {
            return "interface";
        }

        if (typeof(Delegate).IsAssignableFrom(type))
        {
            return "delegate";
        }

        if (type.IsValueType)
        {
            return type.IsDefined(typeof(IsReadOnlyAttribute), false) ? "readonly struct" : "struct";
        }

        return (type.IsAbstract, type.IsSealed) switch
        {
            (true, true) => "static class",
            (true, false) => "abstract class",
            (false, true) => "sealed class",
            _ => "class",
        };
    }

    private static string Bases(Type type)
    {
        if (type.IsEnum || typeof(Delegate).IsAssignableFrom(type))
        {
            return string.Empty;
        }

        var inherited = type.BaseType?.GetInterfaces() ?? [];
        string[] names =
        [
            .. type.BaseType is { } b && b != typeof(object) && b != typeof(ValueType) ? [PublicApiNames.Of(b)] : Array.Empty<string>(),
            .. type.GetInterfaces().Except(inherited).Where(i => i.IsVisible).Select(PublicApiNames.Of).Order(StringComparer.Ordinal),
        ];
        return names.Length == 0 ? string.Empty : $" : {string.Join(", ", names)}";
    }

    private static IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum)
        {
            return Enum.GetNames(type).Select(name =>
                $"{name} = {Convert.ToInt64(Enum.Parse(type, name), CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture)}");
        }

        return
        [
            .. type.GetFields(Declared).Where(IsVisible).Select(Field),
            .. type.GetConstructors(Declared).Where(IsVisible).Select(c => $"{type.Name.Split('`')[0]}({Parameters(c)})"),
            .. type.GetProperties(Declared).Where(p => p.GetAccessors(true).Any(IsVisible)).Select(Property),
            .. type.GetEvents(Declared).Where(e => IsVisible(e.AddMethod!)).Select(e => $"event {PublicApiNames.Of(e.EventHandlerType!)} {e.Name}"),
            .. type.GetMethods(Declared).Where(m => IsVisible(m) && (!m.IsSpecialName || m.Name.StartsWith("op_", StringComparison.Ordinal)) && !m.Name.Contains('<', StringComparison.Ordinal)).Select(Method),
        ];
    }

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsVisible(FieldInfo field) => (field.IsPublic || field.IsFamily) && !field.IsSpecialName;

    private static string Field(FieldInfo field) => field.IsLiteral
        ? $"const {PublicApiNames.Of(field.FieldType)} {field.Name} = {PublicApiNames.Literal(field.GetRawConstantValue())}"
        : $"{(field.IsStatic ? "static " : string.Empty)}{(field.IsInitOnly ? "readonly " : string.Empty)}{PublicApiNames.Of(field.FieldType)} {field.Name}";

    private static string Property(PropertyInfo property)
    {
        var accessors = new List<string>();
        if (property.GetMethod is { } get && IsVisible(get))
        {
            accessors.Add("get;");
        }

        if (property.SetMethod is { } set && IsVisible(set))
        {
            var isInit = set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));
            accessors.Add(isInit ? "init;" : "set;");
        }

        var isStatic = property.GetAccessors(true)[0].IsStatic;
        var required = property.IsDefined(typeof(RequiredMemberAttribute), false);
        return $"{(isStatic ? "static " : string.Empty)}{(required ? "required " : string.Empty)}{PublicApiNames.Of(property.PropertyType)} {property.Name} {{ {string.Join(' ', accessors)} }}";
    }

    private static string Method(MethodInfo method)
    {
        var generic = method.IsGenericMethodDefinition
            ? $"<{string.Join(", ", method.GetGenericArguments().Select(a => a.Name))}>"
            : string.Empty;
        return $"{(method.IsStatic ? "static " : string.Empty)}{PublicApiNames.Of(method.ReturnType)} {method.Name}{generic}({Parameters(method)})";
    }

    private static string Parameters(MethodBase method) =>
        string.Join(", ", method.GetParameters().Select(p =>
            $"{Modifier(p)}{PublicApiNames.Of(p.ParameterType)} {p.Name}{(p.HasDefaultValue ? $" = {PublicApiNames.Literal(p.RawDefaultValue)}" : string.Empty)}"));

    private static string Modifier(ParameterInfo parameter)
    {
        if (!parameter.ParameterType.IsByRef)
        {
            return parameter.IsDefined(typeof(ParamArrayAttribute), false) ? "params " : string.Empty;
        }

        return (parameter.IsOut, parameter.IsIn) switch
        {
            (true, _) => "out ",
            (_, true) => "in ",
            _ => "ref ",
        };
    }
}
