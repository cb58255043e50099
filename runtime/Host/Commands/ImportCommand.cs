using System.CommandLine;
using LowCode.Definitions;
using LowCode.Definitions.Imports;
using LowCode.FormUi;
using LowCode.Work.Imports;
using LowCode.Work.People;

namespace LowCode.Host.Commands;

/// <summary><c>import FILE --mapping FILE</c>: loads a table through the process. May run while the server does, and be started again.</summary>
internal static class ImportCommand
{
    public static Command Create(HostSettings settings)
    {
        var file = new Argument<FileInfo>("file") { Description = Texts.CommandImportFile };
        file.Validators.Add(Inputs.MustExist);
        var mapping = new Option<FileInfo>("--mapping") { Description = Texts.CommandImportMapping, HelpName = "FILE", Required = true };
        mapping.Validators.Add(Inputs.MustExist);
        var tenant = new Option<string?>("--tenant") { Description = Texts.CommandImportTenant, HelpName = "NAME" };
        var command = new Command("import", Texts.CommandImport) { file, mapping, tenant };
        command.SetAction((result, cancellation) => RunAsync(
            settings,
            result.GetRequiredValue(file),
            result.GetRequiredValue(mapping),
            result.GetValue(tenant) is { } name ? new TenantId(name) : null,
            cancellation));
        return command;
    }

    private static async Task<int> RunAsync(HostSettings settings, FileInfo file, FileInfo mappingFile, TenantId? tenant, CancellationToken cancellation)
    {
        var mapping = ImportMappingJson.Read(await File.ReadAllBytesAsync(mappingFile.FullName, cancellation));
        if (!mapping.IsValid)
        {
            foreach (var problem in mapping.Problems)
            {
                await Console.Error.WriteLineAsync($"{mappingFile.Name}#{problem.Path}: {problem.Message}");
            }

            return CommandLine.Failed;
        }

        await using var services = new ServiceCollection()
            .AddLogging(logs => logs.AddConsole().SetMinimumLevel(LogLevel.Warning))
            .AddProduct(settings)
            .BuildServiceProvider();
        var import = services.GetRequiredService<ImportCases>();
        var report = await ImportProgressView.ShowAsync(progress =>
            import.RunAsync(new ImportRequest(file.FullName, mapping.Value, tenant), progress, cancellation));
        var zone = (await services.GetRequiredService<IDirectory>().TenantAsync(report.Tenant, cancellation))?.Zone ?? TimeZoneInfo.Utc;
        Console.Write(ImportReportText.Of(report, zone));
        if (!report.IsRefused && await services.GetRequiredService<AddFirstAdministrator>().HandleAsync(report.Tenant, cancellation) is { } password)
        {
            Console.WriteLine(Texts.ImportAdministrator.With(report.Tenant, AddFirstAdministrator.Login, password));
        }

        return report.IsRefused ? CommandLine.Failed : CommandLine.Done;
    }
}
