using System.Text;
using System.Text.Json;
using LowCode.Definitions.Values;
using LowCode.Definitions.Workflows;
using LowCode.Engine.Incidents;
using LowCode.Engine.Stimuli;

namespace LowCode.Engine.Bursts;

/// <summary>
/// Values that stand for kept contents. Variables, outputs and journals hold the reference; whoever reads the value gets the content, when it
/// is read.
/// </summary>
internal static class StoredContent
{
    /// <summary>What came with a bookmark's resumption, kept contents in their places.</summary>
    public static object? Whole(Burst burst, Stimulus.Resume resume)
    {
        var payload = DataValue.From(resume.Payload);
        if (resume.Contents is not { } contents || payload is not DataObject request)
        {
            return payload;
        }

        burst.State.HoldsContents = true;
        return contents.Into(request);
    }

    /// <summary>All references in the value.</summary>
    public static IReadOnlyList<ContentReference> In(Burst burst, object? value)
    {
        var found = new List<ContentReference>();
        if (burst.State.HoldsContents)
        {
            Collect(value, found);
        }

        return found;
    }

    /// <summary>The value with contents in the place of all references in it.</summary>
    /// <exception cref="ActivityFaultException">A content is gone, or is not what it should be.</exception>
    public static object? Resolve(Burst burst, object? value)
    {
        var references = In(burst, value);
        if (references.Count == 0)
        {
            return value;
        }

        Want(burst, references);
        return Resolved(burst, value);
    }

    /// <summary>As <see cref="Resolve"/>; where a content is gone, what stood for it is shown.</summary>
    public static object? ResolveOrShow(Burst burst, object? value)
    {
        try
        {
            return Resolve(burst, value);
        }
        catch (ActivityFaultException)
        {
            return value;
        }
    }

    /// <summary>The value as one of the type. References stay where the type takes what they stand for.</summary>
    /// <exception cref="ActivityFaultException">A content that has to be read is gone.</exception>
    public static DataConversion Convert(Burst burst, object? value, string typeName, bool isList = false)
    {
        if (In(burst, value).Count == 0 || DataTypes.TakesAnything(typeName))
        {
            return DataTypes.Convert(value, typeName, isList);
        }

        return value is ContentReference && DataTypes.Convert(value, typeName, isList) is { Failure: null } kept
            ? kept
            : DataTypes.Convert(Resolve(burst, value), typeName, isList);
    }

    /// <summary>The kept bytes; null: the value stands for none.</summary>
    /// <exception cref="ActivityFaultException">The content is gone.</exception>
    public static byte[]? Bytes(Burst burst, object? value) => value is ContentReference kept ? Read(burst, kept) : null;

    /// <summary>All contents in the values will be read.</summary>
    public static void Want(Burst burst, object?[] values) => Want(burst, In(burst, values));

    private static void Want(Burst burst, IReadOnlyList<ContentReference> references) =>
        burst.World.Context.Contents?.Want([.. references.Select(r => r.Id).Distinct(StringComparer.Ordinal)]);

    private static void Collect(object? value, List<ContentReference> found)
    {
        switch (value)
        {
            case ContentReference kept:
                found.Add(kept);
                break;
            case object?[] items:
                foreach (var item in items)
                {
                    Collect(item, found);
                }

                break;
            case DataObject members:
                foreach (var member in members.Values)
                {
                    Collect(member, found);
                }

                break;
        }
    }

    private static object? Resolved(Burst burst, object? value) => value switch
    {
        ContentReference kept => Load(burst, kept),
        object?[] items => Array.ConvertAll(items, item => Resolved(burst, item)),
        DataObject members => new DataObject(members.Select(m => KeyValuePair.Create(m.Key, Resolved(burst, m.Value)))),
        _ => value,
    };

    private static object? Load(Burst burst, ContentReference kept)
    {
        var bytes = Read(burst, kept);
        try
        {
            return kept.Form switch
            {
                ContentForm.Json => DataValue.Parse(Encoding.UTF8.GetString(bytes)),
                ContentForm.Text => Encoding.UTF8.GetString(bytes),
                ContentForm.Base64 => System.Convert.ToBase64String(bytes),
                _ => throw new InvalidOperationException($"Expected a known form of content {kept.Id}, but it is {kept.Form}."),
            };
        }
        catch (JsonException)
        {
            throw new ActivityFaultException("content.gone", kept.Id);
        }
    }

    private static byte[] Read(Burst burst, ContentReference kept) =>
        burst.World.Context.Contents?.Read(kept.Id) ?? throw new ActivityFaultException("content.gone", kept.Id);
}
