using System.CommandLine;
using LowCode.Definitions;
using LowCode.Work;
using LowCode.Work.Calls;

namespace LowCode.Host.Commands;

/// <summary><c>outbound-host allow|list|withdraw TENANT ...</c>: hosts inside the network that processes may call.</summary>
internal static class OutboundHostCommand
{
    public static Command Create(HostSettings settings)
    {
        var command = new Command("outbound-host", Texts.CommandHost);
        command.Subcommands.Add(Allow(settings));
        command.Subcommands.Add(List(settings));
        command.Subcommands.Add(Withdraw(settings));
        return command;
    }

    private static Command Allow(HostSettings settings)
    {
        var (tenant, host) = (Tenant(), Host());
        var command = new Command("allow", Texts.CommandHostAllow) { tenant, host };
        command.SetAction((result, cancellation) => ProductCommand.RunAsync(settings, async services =>
        {
            var actor = ProductCommand.ActorOf(new TenantId(result.GetRequiredValue(tenant)));
            var answer = await services.GetRequiredService<AllowHost>().HandleAsync(actor, result.GetRequiredValue(host), cancellation);
            return answer.IsAccepted ? ProductCommand.Print(answer.Value.Host) : await ProductCommand.RefuseAsync(answer.Rejection);
        }));
        return command;
    }

    private static Command List(HostSettings settings)
    {
        var tenant = Tenant();
        var command = new Command("list", Texts.CommandHostList) { tenant };
        command.SetAction((result, cancellation) => ProductCommand.RunAsync(settings, async services =>
        {
            var actor = ProductCommand.ActorOf(new TenantId(result.GetRequiredValue(tenant)));
            var answer = await services.GetRequiredService<AllowHost>().AllAsync(actor, cancellation);
            return answer.IsAccepted
                ? ProductCommand.Print(string.Join('\n', answer.Value.Select(h => h.Host)))
                : await ProductCommand.RefuseAsync(answer.Rejection);
        }));
        return command;
    }

    private static Command Withdraw(HostSettings settings)
    {
        var (tenant, host) = (Tenant(), Host());
        var command = new Command("withdraw", Texts.CommandHostWithdraw) { tenant, host };
        command.SetAction((result, cancellation) => ProductCommand.RunAsync(settings, async services =>
        {
            var actor = ProductCommand.ActorOf(new TenantId(result.GetRequiredValue(tenant)));
            var answer = await services.GetRequiredService<AllowHost>().WithdrawAsync(actor, result.GetRequiredValue(host), cancellation);
            return answer.IsAccepted ? ProductCommand.Print(answer.Value) : await ProductCommand.RefuseAsync(answer.Rejection);
        }));
        return command;
    }

    private static Argument<string> Tenant() => new("tenant") { Description = Texts.CommandTenant };

    private static Argument<string> Host() => new("host") { Description = Texts.CommandHostName };
}
