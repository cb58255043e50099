using System.Text.Json.Nodes;

namespace LowCode.Definitions.Forms.Sessions;

/// <summary>What a form is opened with. Expressions have no clock and no network: everything comes from here.</summary>
/// <param name="Step">Whose rights count; null: everything may be written.</param>
/// <param name="Lookups">Null: codes, departments and people are not looked up.</param>
public sealed record FormOpening(string? Step, FormLookups? Lookups = null)
{
    /// <summary>What is there already, by field key. Values under an alias of a field are read as its own. Not changed.</summary>
    public JsonObject Data { get; init; } = [];

    /// <summary>What <c>now()</c> and <c>today()</c> give, with the offset of the place; null: they give nothing.</summary>
    public DateTimeOffset? Now { get; init; }

    /// <summary>Whether empty fields that the step may write get their first values: when a person opens the form.</summary>
    public bool FillsDefaults { get; init; } = true;

    /// <summary>What somebody entered before and did not submit; it goes before <see cref="Data"/>, and its fields get no first values.</summary>
    public FormEntries? Entries { get; init; }

    /// <summary>Fields whose values in <see cref="Data"/> are masked: they are shown, and not changed before they are revealed.</summary>
    public IReadOnlySet<string> Masked { get; init; } = new HashSet<string>();

    /// <summary>Values that come from elsewhere, by field key; they fill only what is empty, and their origin stays beside them.</summary>
    public IReadOnlyDictionary<string, Prefilled> Prefilled { get; init; } = new Dictionary<string, Prefilled>();
}

/// <summary>What was entered into a form and is not submitted yet.</summary>
/// <param name="Data">By field key, wrong values too; null for a field that was emptied.</param>
/// <param name="Origins">Where values came from that nobody typed, by their place (<c>/phone</c>).</param>
public sealed record FormEntries(JsonObject Data, IReadOnlyDictionary<string, string> Origins)
{
    public static FormEntries Of(JsonObject data) => new(data, new Dictionary<string, string>());
}

/// <summary>A value that nobody typed, and where it came from.</summary>
/// <param name="Origin">For people: <c>case 2026-0001</c>.</param>
public sealed record Prefilled(JsonNode? Value, string Origin);
