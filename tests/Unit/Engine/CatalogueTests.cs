using System.Globalization;
using LowCode.Engine.Activities;
using Xunit;

namespace LowCode.Tests.Unit.Engine;

public sealed class CatalogueTests
{
    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public void Every_activity_and_input_has_texts(string language)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);

        foreach (var activity in ActivityCatalogue.Standard.Descriptors)
        {
            Assert.NotEqual(activity.Type, activity.DisplayName);
            Assert.NotEqual(activity.Type + ".description", activity.Description);
            Assert.All(activity.Inputs, i => Assert.NotEqual("input." + i.Name, i.DisplayName));
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
}
