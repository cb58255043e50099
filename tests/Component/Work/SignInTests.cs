using LowCode.Definitions.Templates;
using LowCode.Definitions.Texts;
using LowCode.Work;
using LowCode.Work.People;
using LowCode.Work.Releases;
using Xunit;

namespace LowCode.Tests.Component.Work;

/// <summary>Passwords: what is right gets in, what is wrong learns nothing, and guessing gets slow.</summary>
public sealed class SignInTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Right_password_signs_in_and_anything_else_is_told_the_same()
    {
        await using var work = await WithAnnaAsync();

        Assert.Equal("anna", (await SignInAsync(work, "anna", "right-password")).Value?.Login);
        var wrong = await SignInAsync(work, "anna", "wrong-password");
        var unknown = await SignInAsync(work, "nobody", "right-password");

        Assert.Equal("sign-in.failed", wrong.Rejection?.Code);
        Assert.Equal((wrong.Rejection!.Code, wrong.Rejection.Message), (unknown.Rejection!.Code, unknown.Rejection.Message));
    }

    [Fact]
    public async Task Guessing_is_slowed_down_for_known_and_unknown_logins_alike_and_ends_with_the_pause()
    {
        await using var work = await WithAnnaAsync();
        foreach (var login in new[] { "anna", "nobody" })
        {
            for (var i = 0; i < 5; i++)
            {
                Assert.Equal("sign-in.failed", (await SignInAsync(work, login, "wrong")).Rejection?.Code);
            }

            var slowed = await SignInAsync(work, login, "right-password");
            Assert.Equal((RejectionKind.TooMany, "sign-in.too-many"), (slowed.Rejection!.Kind, slowed.Rejection.Code));
        }

        work.Time.Advance(TimeSpan.FromSeconds(31));
        Assert.True((await SignInAsync(work, "anna", "right-password")).IsAccepted);
    }

    private static async Task<TestWork> WithAnnaAsync()
    {
        var work = await TestWork.EmptyAsync();
        var manifest = new TemplateManifest(
            "people", "1", LocalizedText.Empty, LocalizedText.Empty, [], [], [new TemplatePerson("anna", LocalizedText.Of("安娜", "Anna"), [], null)]);
        await work.Get<InstallTemplate>().HandleAsync(
            Actor.System(work.Tenant), new InstallTemplateCommand(new TemplatePackage(manifest, []), "right-password"), Cancellation);
        return work;
    }

    private static Task<Result<Person>> SignInAsync(TestWork work, string login, string password) =>
        work.Get<SignIn>().HandleAsync(work.Tenant, login, password, Cancellation);
}
