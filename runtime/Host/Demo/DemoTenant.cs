using LowCode.Definitions;
using LowCode.Definitions.Problems;
using LowCode.Definitions.Templates;
using LowCode.Host.Maps;
using LowCode.Work;
using LowCode.Work.People;
using LowCode.Work.Releases;
using LowCode.Work.Samples;
using LowCode.Work.Tenants;

namespace LowCode.Host.Demo;

/// <summary>
/// What a first start shows: a tenant with a template, people to sign in as, and made-up events. Every start makes sure that it is
/// complete; what is there stays as it is.
/// </summary>
public sealed class DemoTenant(
    HostSettings settings,
    CreateTenant create,
    InstallTemplate install,
    PublishedDefinitions definitions,
    LoadSamples load,
    MapFiles maps,
    SignIn signIn,
    IDirectory directory)
{
    public const string Template = "event-dispatch";
    public const int SampleCount = 200;

    private const string TimeZone = "Asia/Shanghai";

    // Any number does; a fixed one shows everybody the same city.
    private const int Seed = 20_261_124;

    public static TenantId Id { get; } = new("demo");

    /// <exception cref="InvalidOperationException">The shipped template is broken.</exception>
    public async Task InstallAsync(CancellationToken cancellation)
    {
        var folder = Path.Combine(settings.TemplatesFolder, Template);
        var package = Checked(TemplateFolder.Read(folder));
        var samples = Checked(SampleEventsJson.ReadFrom(folder) ?? throw new InvalidOperationException($"Expected sample events in {folder}."));
        var tenant = Accepted(await create.HandleAsync(new CreateTenantCommand(Id.Value, samples.City.Name, TimeZone, IsDemo: true), cancellation));
        Accepted(await install.HandleAsync(Actor.System(Id), new InstallTemplateCommand(package, settings.DemoPassword), cancellation));

        maps.Install(Id, folder);

        var release = await definitions.CurrentAsync(Id, cancellation);
        var classes = release.ClassesOf(release.CaseType(samples.CaseType)!)!;
        var generator = new SampleEventGenerator(samples, package.Manifest.DemoPeople, classes, tenant.Zone);

        // Drawn for the time of the tenant's birth, so that an interrupted start goes on with the same events.
        var events = generator.Draw(Seed, SampleCount, tenant.CreatedAt);
        await load.HandleAsync(new LoadSamplesCommand(Id, samples.CaseType, events), cancellation);
    }

    public Task<IReadOnlyList<Person>> PeopleAsync(CancellationToken cancellation) => directory.PeopleAsync(Id, cancellation);

    /// <summary>False: the people were given another password when they were installed.</summary>
    public async Task<bool> IsPasswordAsync(IReadOnlyList<Person> people, CancellationToken cancellation) =>
        people.Count > 0 && (await signIn.HandleAsync(Id, people[0].Login, settings.DemoPassword, cancellation)).IsAccepted;

    private static T Checked<T>(Parsed<T> parsed)
        where T : class =>
        parsed.Value ?? throw new InvalidOperationException(
            $"Expected a sound template, but found:\n{string.Join('\n', parsed.Problems.Select(p => $"{p.Path}: {p.Message}"))}");

    private static T Accepted<T>(Result<T> result)
        where T : class =>
        result.Value ?? throw new InvalidOperationException(
            $"Expected the demo tenant to be installed, but: {result.Rejection!.Message} {string.Join(' ', result.Rejection.Problems.Select(p => p.Message))}");
}
