using LowCode.Tests.EndToEnd.Running;
using LowCode.Tests.EndToEnd.Screens;
using Microsoft.Playwright;
using Xunit;

namespace LowCode.Tests.EndToEnd;

/// <summary>The description of the API for people.</summary>
public sealed class ApiDocsTests(Product product)
{
    [Fact]
    public async Task Routes_can_be_browsed_within_the_policy_of_the_pages()
    {
        var person = await Person.SignInAsync(product, "admin", 1280);
        var broken = new List<string>();
        person.Page.PageError += (_, error) => broken.Add(error);

        await person.Page.GotoAsync("/api-docs/");

        await Assertions.Expect(person.Page.GetByRole(AriaRole.Link, new() { Name = "Instances", Exact = true })).ToBeVisibleAsync();
        await person.ShotAsync("api-docs");
        Assert.Empty(broken);
    }
}
