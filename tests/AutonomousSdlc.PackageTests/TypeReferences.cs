using System.Reflection;

namespace AutonomousSdlc.PackageTests;

/// <summary>The types that stand in the signatures, fields and locals of a type.</summary>
internal static class TypeReferences
{
    private const BindingFlags Everything =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static IEnumerable<Type> Of(Type type)
    {
        IEnumerable<Type?> direct =
        [
            type.BaseType,
            .. type.GetInterfaces(),
            .. type.GetFields(Everything).Select(field => field.FieldType),
            .. type.GetConstructors(Everything).SelectMany(Of),
            .. type.GetMethods(Everything).SelectMany(method => Of(method).Append(method.ReturnType)),
        ];
        return direct.OfType<Type>().SelectMany(Flatten).Distinct();
    }

    private static IEnumerable<Type> Of(MethodBase method) =>
    [
        .. method.GetParameters().Select(parameter => parameter.ParameterType),
        .. method.GetMethodBody()?.LocalVariables.Select(local => local.LocalType) ?? [],
    ];

    private static IEnumerable<Type> Flatten(Type type)
    {
        var element = type;
        while (element.HasElementType)
        {
            element = element.GetElementType()!;
        }

        return element.IsGenericType
            ? element.GetGenericArguments().SelectMany(Flatten).Append(element.GetGenericTypeDefinition())
            : [element];
    }
}
