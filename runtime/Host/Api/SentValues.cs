using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using LowCode.Definitions.Values;
using LowCode.FormUi;
using Microsoft.AspNetCore.Mvc;

namespace LowCode.Host.Api;

/// <summary>
/// Looks at all that was bound from a request before its handler does: lists are bounded and have no empty places, texts are such as every
/// store can keep. The first member that is otherwise is named in a 400. Free JSON may hold null.
/// </summary>
internal static class SentValues
{
    /// <summary>Items of a list, where it does not say otherwise by <see cref="MostItemsAttribute"/>.</summary>
    public const int MostItems = 1000;

    private static readonly ConcurrentDictionary<Type, Member[]> _members = new();

    public static T CheckSentValues<T>(this T routes)
        where T : IEndpointConventionBuilder => routes.AddEndpointFilterFactory(Check);

    private static EndpointFilterDelegate Check(EndpointFilterFactoryContext context, EndpointFilterDelegate next)
    {
        var sent = context.MethodInfo.GetParameters().Index().Where(p => IsSent(p.Item)).Select(p => (p.Index, Path: PathOf(p.Item))).ToArray();
        return sent.Length == 0 ? next : invocation =>
        {
            foreach (var (index, path) in sent)
            {
                if (Look(invocation.Arguments[index], path, MostItems) is { } refused)
                {
                    return ValueTask.FromResult<object?>(refused);
                }
            }

            return next(invocation);
        };
    }

    /// <summary>Null: it can be stored.</summary>
    public static IResult? Refusal(string? text, string path) => text is null || StorableText.Is(text) ? null : BadText(path);

    /// <inheritdoc cref="Refusal(string?, string)"/>
    public static IResult? Refusal(JsonNode? json, string path) => StorableText.FirstOther(json, path) is { } at ? BadText(at) : null;

    /// <inheritdoc cref="Refusal(string?, string)"/>
    public static IResult? Refusal(JsonElement json, string path) => StorableText.FirstOther(json, path) is { } at ? BadText(at) : null;

    private static IResult? Look(object? value, string path, int most) => value switch
    {
        null => null,
        string text => Refusal(text, path),
        JsonElement json => Refusal(json, path),
        JsonNode json => Refusal(json, path),
        IList { Count: var count } when count > most => RequestBodies.Refuse(path, "request.too-many", Texts.RequestTooMany.With(path, most, count)),
        IList items => LookAtItems(items, path),
        _ => LookAtMembers(value, path),
    };

    private static IResult? LookAtItems(IList items, string path)
    {
        for (var i = 0; i < items.Count; i++)
        {
            if (items[i] is null or JsonElement { ValueKind: JsonValueKind.Null })
            {
                return RequestBodies.Refuse($"{path}/{i}", "request.null-item", Texts.RequestNullItem.With(path));
            }

            if (Look(items[i], $"{path}/{i}", MostItems) is { } refused)
            {
                return refused;
            }
        }

        return null;
    }

    private static IResult? LookAtMembers(object value, string path)
    {
        foreach (var member in MembersOf(value.GetType()))
        {
            if (Look(member.Property.GetValue(value), path.Length == 0 ? member.Name : $"{path}/{member.Name}", member.Most) is { } refused)
            {
                return refused;
            }
        }

        return null;
    }

    private static IResult BadText(string path) =>
        RequestBodies.Refuse(path.Length == 0 ? "body" : path, "request.bad-text", Texts.RequestBadText.With(path.Length == 0 ? "body" : path));

    // Of our own records alone; what they compute was not sent.
    private static Member[] MembersOf(Type type) => _members.GetOrAdd(type, static t => !IsOurs(t) ? [] :
    [
        .. t.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => p.CanWrite && p.GetIndexParameters().Length == 0 && CanHold(p.PropertyType))
            .Select(p => new Member(p, JsonNamingPolicy.CamelCase.ConvertName(p.Name), p.GetCustomAttribute<MostItemsAttribute>()?.Most ?? MostItems)),
    ]);

    private static bool IsSent(ParameterInfo parameter) =>
        parameter.GetCustomAttribute<FromServicesAttribute>() is null && parameter.ParameterType != typeof(Caller) && CanHold(parameter.ParameterType);

    private static bool CanHold(Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        return plain == typeof(string) || plain == typeof(JsonElement) || typeof(JsonNode).IsAssignableFrom(plain)
            || (typeof(IEnumerable).IsAssignableFrom(plain) && !IsOurs(plain)) || (IsOurs(plain) && !plain.IsEnum && !plain.IsInterface);
    }

    private static bool IsOurs(Type type) => type.Namespace?.StartsWith(nameof(LowCode), StringComparison.Ordinal) == true;

    // What a record holds is named by its members, all else by its parameter.
    private static string PathOf(ParameterInfo parameter) =>
        parameter.ParameterType == typeof(IdempotencyKey) ? IdempotencyKey.Header
        : parameter.ParameterType == typeof(JsonElement) || IsOurs(parameter.ParameterType) ? ""
        : parameter.Name ?? "";

    private sealed record Member(PropertyInfo Property, string Name, int Most);
}

/// <summary>How many items a list of a request may have.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class MostItemsAttribute(int most) : Attribute
{
    public int Most => most;
}
