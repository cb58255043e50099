using LowCode.Definitions.Texts;

namespace LowCode.Definitions.Dictionaries;

/// <param name="Parent">Code of the parent entry, or null for a root (大类).</param>
/// <param name="Standard">The standard that the code was seen in; null: the owner's own code.</param>
/// <param name="Selectable">False for groups that only structure the tree.</param>
public sealed record DictionaryEntry(string Code, LocalizedText Label, string? Parent = null, string? Standard = null, bool Selectable = true)
{
    /// <summary>The first day that it holds; null: it always did.</summary>
    public DateOnly? ValidFrom { get; init; }

    /// <summary>The last day that it holds; null: it has no end.</summary>
    public DateOnly? ValidTo { get; init; }

    /// <summary>Not offered any more, whatever the day; records that have it stay readable.</summary>
    public bool IsRetired { get; init; }

    /// <summary>What it says in the dictionary's columns.</summary>
    public EntryAttributes Attributes { get; init; } = EntryAttributes.None;

    public bool IsValidOn(DateOnly day) => (ValidFrom is not { } from || from <= day) && (ValidTo is not { } to || to >= day);

    /// <summary>Whether a form may offer it.</summary>
    /// <param name="day">Null: whatever the day.</param>
    public bool IsOffered(DateOnly? day) => Selectable && !IsRetired && (day is not { } on || IsValidOn(on));

    /// <summary>Whether it begins with the text, or its label in any language holds it. Case does not count.</summary>
    public bool Matches(string text) =>
        Code.StartsWith(text, StringComparison.OrdinalIgnoreCase) || Label.ByLanguage.Values.Any(label => label.Contains(text, StringComparison.OrdinalIgnoreCase));

    /// <summary>For people: <c>2026-01-01 – …</c>.</summary>
    public string Period => $"{(ValidFrom is { } from ? AttributeValues.Text(from) : "…")} – {(ValidTo is { } to ? AttributeValues.Text(to) : "…")}";

    internal bool Overlaps(DictionaryEntry other) =>
        (ValidFrom ?? DateOnly.MinValue) <= (other.ValidTo ?? DateOnly.MaxValue) && (other.ValidFrom ?? DateOnly.MinValue) <= (ValidTo ?? DateOnly.MaxValue);
}
