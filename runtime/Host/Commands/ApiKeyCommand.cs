using System.CommandLine;
using System.Globalization;
using LowCode.Definitions;
using LowCode.Work;
using LowCode.Work.Access;

namespace LowCode.Host.Commands;

/// <summary><c>api-key create|list|revoke TENANT ...</c>: keys of programs.</summary>
internal static class ApiKeyCommand
{
    private const string AllScopes = "all";

    public static Command Create(HostSettings settings)
    {
        var command = new Command("api-key", Texts.CommandApiKey);
        command.Subcommands.Add(CreateKey(settings));
        command.Subcommands.Add(List(settings));
        command.Subcommands.Add(Revoke(settings));
        return command;
    }

    private static Command CreateKey(HostSettings settings)
    {
        var tenant = Tenant();
        var name = new Option<string>("--name") { Description = Texts.CommandApiKeyName, HelpName = "TEXT", Required = true };
        var scopes = new Option<string>("--scopes") { Description = Texts.CommandApiKeyScopes, HelpName = "LIST", Required = true };
        var days = new Option<int>("--days") { Description = Texts.CommandApiKeyDays, HelpName = "N", CustomParser = Inputs.NotNegative };
        var command = new Command("create", Texts.CommandApiKeyCreate) { tenant, name, scopes, days };
        command.SetAction((result, cancellation) => ProductCommand.RunAsync(settings, async services =>
        {
            var given = result.GetRequiredValue(scopes);
            string[] list = given == AllScopes ? [.. Scope.All] : given.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            var count = result.GetValue(days);
            DateTimeOffset? end = count == 0 ? null : services.GetRequiredService<TimeProvider>().GetUtcNow().AddDays(count);
            var actor = ProductCommand.ActorOf(new TenantId(result.GetRequiredValue(tenant)));
            var answer = await services.GetRequiredService<CreateApiKey>().HandleAsync(
                actor, new CreateApiKeyCommand(result.GetRequiredValue(name), list, end), held: null, cancellation);
            if (!answer.IsAccepted)
            {
                return await ProductCommand.RefuseAsync(answer.Rejection);
            }

            // The key alone on the output, so that a script can take it from there.
            await Console.Error.WriteLineAsync(Texts.ApiKeyCreatedOnce);
            return ProductCommand.Print(answer.Value.Text);
        }));
        return command;
    }

    private static Command List(HostSettings settings)
    {
        var tenant = Tenant();
        var command = new Command("list", Texts.CommandApiKeyList) { tenant };
        command.SetAction((result, cancellation) => ProductCommand.RunAsync(settings, async services =>
        {
            var actor = ProductCommand.ActorOf(new TenantId(result.GetRequiredValue(tenant)));
            var answer = await services.GetRequiredService<ReadApiKeys>().HandleAsync(actor, cancellation);
            return answer.IsAccepted
                ? ProductCommand.Print(string.Join('\n', answer.Value.Select(LineOf)))
                : await ProductCommand.RefuseAsync(answer.Rejection);
        }));
        return command;
    }

    private static Command Revoke(HostSettings settings)
    {
        var tenant = Tenant();
        var id = new Argument<string>("id") { Description = Texts.CommandApiKeyId };
        var command = new Command("revoke", Texts.CommandApiKeyRevoke) { tenant, id };
        command.SetAction((result, cancellation) => ProductCommand.RunAsync(settings, async services =>
        {
            var actor = ProductCommand.ActorOf(new TenantId(result.GetRequiredValue(tenant)));
            var answer = await services.GetRequiredService<RevokeApiKey>().HandleAsync(actor, result.GetRequiredValue(id), cancellation);
            return answer.IsAccepted ? ProductCommand.Print(LineOf(answer.Value)) : await ProductCommand.RefuseAsync(answer.Rejection);
        }));
        return command;
    }

    private static Argument<string> Tenant() => new("tenant") { Description = Texts.CommandTenant };

    private static string LineOf(ApiKey key) => string.Join(
        '\t',
        key.KeyId,
        key.Name,
        string.Join(',', key.Scopes),
        $"created={Time(key.CreatedAt)}",
        $"ends={Time(key.ExpiresAt)}",
        $"used={Time(key.LastUsedAt)}",
        $"revoked={Time(key.RevokedAt)}");

    private static string Time(DateTimeOffset? at) => at?.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "-";
}
