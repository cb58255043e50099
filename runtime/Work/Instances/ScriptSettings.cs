using System.Text.Json;
using LowCode.Definitions;

namespace LowCode.Work.Instances;

/// <summary>What scripts of each tenant may read by <c>getConfig</c>; scripts of a tenant that it does not name may read nothing.</summary>
public sealed class ScriptSettings
{
    private readonly Dictionary<string, Dictionary<string, string>> _byTenant;

    public ScriptSettings()
        : this([])
    {
    }

    private ScriptSettings(Dictionary<string, Dictionary<string, string>> byTenant) => _byTenant = byTenant;

    /// <param name="file">JSON: by tenant, by name, the text; null: there are none.</param>
    /// <exception cref="InvalidDataException">The file cannot be read, or does not hold such an object.</exception>
    public static ScriptSettings Read(string? file)
    {
        if (file is null)
        {
            return new ScriptSettings();
        }

        try
        {
            var settings = JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, string>>>(File.ReadAllBytes(file));
            return new ScriptSettings(settings ?? []);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new InvalidDataException($"Expected {file} to hold texts by tenant and name, as {{\"demo\": {{\"Gis:Url\": \"https://...\"}}}}, but: {e.Message}", e);
        }
    }

    /// <summary>Why a file cannot be used; null: it can.</summary>
    public static string? ProblemOf(string file)
    {
        try
        {
            Read(file);
            return null;
        }
        catch (InvalidDataException e)
        {
            return e.Message;
        }
    }

    /// <summary>Null: none.</summary>
    public IReadOnlyDictionary<string, string>? Of(TenantId tenant) => _byTenant.GetValueOrDefault(tenant.Value);
}
