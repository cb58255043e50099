using LowCode.Tests.EndToEnd.Running;
using LowCode.Tests.EndToEnd.Screens;
using Microsoft.Playwright;
using Xunit;

namespace LowCode.Tests.EndToEnd;

/// <summary>A form of another system as an administrator brings it in, at a desk and on a phone.</summary>
public sealed class FormImportTests(Product product)
{
    private const string Schema = """
        {"type": "default", "id": "leave", "components": [
          {"type": "textfield", "key": "full_name", "label": "姓名", "validate": {"required": true}},
          {"type": "number", "key": "days", "label": "天数", "validate": {"min": 1, "max": 30}},
          {"type": "textarea", "key": "reason", "label": "事由", "conditional": {"hide": "=days < 3"}},
          {"type": "select", "key": "approver", "label": "审批人", "valuesKey": "approvers"},
          {"type": "button", "label": "Submit"}]}
        """;

    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task Administrator_sees_what_is_lost_of_a_form_and_publishes_it(int width)
    {
        var admin = await Person.SignInAsync(product, "admin", width);
        var page = admin.Page;

        await admin.GoAsync("/forms/import");
        await page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "broken.xlsx", MimeType = "application/octet-stream", Buffer = "PK broken"u8.ToArray() });
        await Assertions.Expect(page.Test("form-problems")).ToBeVisibleAsync();
        await page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "leave.json", MimeType = "application/json", Buffer = System.Text.Encoding.UTF8.GetBytes(Schema) });

        await Assertions.Expect(page.Test("form-counts")).ToContainTextAsync("4 道题，其中 3 道");
        await Assertions.Expect(page.Test("loss-kind")).ToHaveTextAsync(["选项 1", "显示方式 1"]);
        await Assertions.Expect(page.Test("loss").First).ToContainTextAsync("approver");
        await admin.ShotAsync("form-import");
        Assert.True(await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0);
        await page.Test("form-publish").ClickAsync();
        await Assertions.Expect(page.Test("form-done")).ToBeVisibleAsync();
    }
}
