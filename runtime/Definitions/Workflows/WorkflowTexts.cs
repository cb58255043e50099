using System.Globalization;
using System.Resources;

namespace LowCode.Definitions.Workflows;

internal static class WorkflowTexts
{
    private static readonly ResourceManager _texts = new(typeof(WorkflowTexts).FullName!, typeof(WorkflowTexts).Assembly);

    public static string Format(string key, params object?[] values) =>
        string.Format(CultureInfo.CurrentCulture, _texts.GetString(key, CultureInfo.CurrentUICulture) ?? key, values);
}
