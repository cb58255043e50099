using System.Globalization;
using LowCode.Engine;
using Xunit;

namespace LowCode.Tests.Unit.Engine;

public sealed class CatalogueTests
{
    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public void Every_activity_has_all_texts_of_its_own(string language)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        var missing = new List<string>();
        foreach (var activity in ActivityCatalogue.Standard.Descriptors)
        {
            Needs(activity.DisplayName, activity.Type);
            Needs(activity.Description, activity.Type);
            Needs(activity.CategoryName, "category.");
            foreach (var input in activity.Inputs)
            {
                Needs(input.DisplayName, $"{activity.Type}.{input.Name}");
                Needs(input.Description, $"{activity.Type}.{input.Name}");
                input.Options.ToList().ForEach(option => Needs(input.OptionName(option), $"{activity.Type}.{input.Name}."));
            }

            foreach (var output in activity.Outputs)
            {
                Needs(output.DisplayName, $"{activity.Type}.{output.Name}");
                Needs(output.Description, $"{activity.Type}.{output.Name}");
            }

            activity.Ports.ToList().ForEach(port => Needs(activity.PortName(port), $"{activity.Type}."));
            activity.Outcomes.ToList().ForEach(outcome => Needs(activity.OutcomeName(outcome).In(CultureInfo.GetCultureInfo(language)), language == "zh-CN" ? outcome : ""));
        }

        Assert.True(missing.Count == 0, string.Join('\n', missing));

        // A missing text is its key, a text that is only there in one language fails the test of resources.
        void Needs(string text, string key)
        {
            if (text.Length == 0 || (key.Length > 0 && text.StartsWith(key, StringComparison.Ordinal)))
            {
                missing.Add($"{language}: {key} ({text})");
            }
        }
    }

    [Fact]
    public void Texts_follow_the_language_of_the_screen()
    {
        var task = ActivityCatalogue.Standard.Descriptors.Single(d => d.Type == "LowCode.UserTask");

        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-CN");
        Assert.Equal("人工任务", task.DisplayName);

        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        Assert.Equal("User task", task.DisplayName);
    }

    [Fact]
    public void Inputs_outputs_and_ports_of_a_type_have_different_names()
    {
        var twice =
            from activity in ActivityCatalogue.Standard.Descriptors
            let names = activity.Inputs.Select(i => i.Name).Concat(activity.Outputs.Select(o => o.Name)).Concat(activity.Ports)
            from name in names.GroupBy(n => n, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1)
            select $"{activity.Type}.{name.Key}";

        Assert.Empty(twice);
    }
}
