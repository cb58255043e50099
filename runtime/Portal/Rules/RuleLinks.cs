namespace LowCode.Portal.Rules;

/// <summary>Addresses of pages and files about rules.</summary>
internal static class RuleLinks
{
    public static string Set(string set) => $"/rules/{Uri.EscapeDataString(set)}";

    public static string Rule(string set, string rule) => $"{Set(set)}/{Uri.EscapeDataString(rule)}";

    public static string List(string set, string list) => $"/api/rules/{Uri.EscapeDataString(set)}/lists/{Uri.EscapeDataString(list)}";

    public static string Table(string model, string decision) => $"/api/decisions/{Uri.EscapeDataString(model)}/tables/{Uri.EscapeDataString(decision)}";
}
