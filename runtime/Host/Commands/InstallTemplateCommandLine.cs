using System.CommandLine;
using LowCode.Definitions;
using LowCode.FormUi;
using LowCode.Host.Maps;
using LowCode.Work.People;
using LowCode.Work.Releases;

namespace LowCode.Host.Commands;

/// <summary><c>install-template TEMPLATE TENANT</c>: installs a template into a tenant, or brings it to the version that is delivered.</summary>
internal static class InstallTemplateCommandLine
{
    public static Command Create(HostSettings settings)
    {
        var template = new Argument<string>("template") { Description = Texts.CommandTemplateName };
        var tenant = new Argument<string>("tenant") { Description = Texts.CommandTenant };
        var people = new Option<bool>("--demo-people") { Description = Texts.CommandTemplatePeople };
        var command = new Command("install-template", Texts.CommandTemplate) { template, tenant, people };
        command.SetAction((result, cancellation) => ProductCommand.RunAsync(
            settings,
            services => RunAsync(
                services, settings, result.GetRequiredValue(template), new TenantId(result.GetRequiredValue(tenant)), result.GetValue(people), cancellation)));
        return command;
    }

    private static async Task<int> RunAsync(
        IServiceProvider services, HostSettings settings, string template, TenantId tenant, bool withPeople, CancellationToken cancellation)
    {
        var catalog = new TemplateCatalog(settings.TemplatesFolder);
        if (catalog.Read(template) is not { } read)
        {
            await Console.Error.WriteLineAsync(Texts.ErrorTemplateUnknown.With(template, string.Join(", ", catalog.Ids)));
            return CommandLine.Failed;
        }

        if (read.Value is not { } package)
        {
            foreach (var problem in read.Problems)
            {
                await Console.Error.WriteLineAsync($"{problem.Path}: {problem.Message}");
            }

            return CommandLine.Failed;
        }

        var tenants = (await services.GetRequiredService<IDirectory>().TenantsAsync(cancellation)).Select(t => t.Id).ToList();
        if (!tenants.Contains(tenant))
        {
            await Console.Error.WriteLineAsync(Texts.ErrorTenantUnknown.With(tenant, string.Join(", ", tenants)));
            return CommandLine.Failed;
        }

        var answer = await services.GetRequiredService<InstallTemplate>().HandleAsync(
            ProductCommand.ActorOf(tenant), new InstallTemplateCommand(package, withPeople ? settings.DemoPassword : null), cancellation);
        if (!answer.IsAccepted)
        {
            foreach (var problem in answer.Rejection.Problems)
            {
                await Console.Error.WriteLineAsync($"{problem.Path}: {problem.Message}");
            }

            return await ProductCommand.RefuseAsync(answer.Rejection);
        }

        services.GetRequiredService<MapFiles>().Install(tenant, Path.Combine(settings.TemplatesFolder, template));
        var installed = answer.Value;
        var kept = installed.Kept.Count == 0 ? "" : " " + Texts.TemplateKept.With(string.Join(", ", installed.Kept));
        return ProductCommand.Print((installed.IsNew ? Texts.TemplateInstalled : Texts.TemplateKnown).With(template, tenant, installed.Revision) + kept);
    }
}
