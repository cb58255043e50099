using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using LowCode.Definitions;
using LowCode.Engine.Interventions;
using LowCode.Engine.Stimuli;
using LowCode.FormUi;
using LowCode.Work;
using LowCode.Work.Cases;
using LowCode.Work.Instances;
using LowCode.Work.People;

namespace LowCode.Host.Commands;

/// <summary><c>instance ACTION TENANT ID ...</c>: shows an instance and mends one that went wrong. May run while the server does.</summary>
internal static class InstanceCommand
{
    public static Command Create(HostSettings settings)
    {
        var command = new Command("instance", Texts.CommandInstance);
        command.Subcommands.Add(Show(settings));
        command.Subcommands.Add(Retry(settings));
        command.Subcommands.Add(Skip(settings));
        command.Subcommands.Add(Set(settings));
        command.Subcommands.Add(Move(settings));
        command.Subcommands.Add(Cancel(settings));
        command.Subcommands.Add(Release(settings));
        return command;
    }

    private static Command Show(HostSettings settings)
    {
        var place = new Place();
        var command = new Command("show", Texts.CommandInstanceShow) { place.Tenant, place.Instance };
        command.SetAction((result, cancellation) => ProductCommand.RunAsync(settings, async services =>
        {
            var (actor, id) = await place.OfAsync(result, services, cancellation);
            var answer = await services.GetRequiredService<ReadInstance>().HandleAsync(actor, id, cancellation);
            return answer.IsAccepted ? ProductCommand.Print(InstanceText.Of(answer.Value)) : await ProductCommand.RefuseAsync(answer.Rejection);
        }));
        return command;
    }

    private static Command Retry(HostSettings settings)
    {
        var activity = new Argument<string?>("activity") { Description = Texts.CommandInstanceRetryActivity, Arity = ArgumentArity.ZeroOrOne };
        return Intervening(settings, "retry", Texts.CommandInstanceRetry, [activity], result => new Intervention.Retry(result.GetValue(activity)));
    }

    private static Command Skip(HostSettings settings)
    {
        var activity = Activity("activity");
        var outcome = new Option<string>("--outcome") { Description = Texts.CommandInstanceOutcome, HelpName = "NAME", DefaultValueFactory = _ => "Done" };
        return Intervening(
            settings,
            "skip",
            Texts.CommandInstanceSkip,
            [activity, outcome],
            result => new Intervention.Skip(result.GetRequiredValue(activity), result.GetRequiredValue(outcome)));
    }

    private static Command Set(HostSettings settings)
    {
        var name = new Argument<string>("variable") { Description = Texts.CommandInstanceVariable };
        var value = new Argument<string>("value") { Description = Texts.CommandInstanceValue };
        var activity = new Option<string?>("--in") { Description = Texts.CommandInstanceIn, HelpName = "ACTIVITY" };
        return Intervening(
            settings,
            "set",
            Texts.CommandInstanceSet,
            [name, value, activity],
            result => new Intervention.SetVariable(result.GetRequiredValue(name), JsonOrText(result.GetRequiredValue(value)), result.GetValue(activity)));
    }

    private static Command Move(HostSettings settings)
    {
        var from = new Option<string?>("--from") { Description = Texts.CommandInstanceFrom, HelpName = "ACTIVITY" };
        var to = new Option<string?>("--to") { Description = Texts.CommandInstanceTo, HelpName = "ACTIVITY" };
        return Intervening(settings, "move", Texts.CommandInstanceMove, [from, to], result => new Intervention.Move(result.GetValue(from), result.GetValue(to)));
    }

    private static Command Cancel(HostSettings settings)
    {
        var place = new Place();
        var reason = Reason();
        var command = new Command("cancel", Texts.CommandInstanceCancel) { place.Tenant, place.Instance, reason };
        command.SetAction((result, cancellation) => ProductCommand.RunAsync(settings, async services =>
        {
            var (actor, id) = await place.OfAsync(result, services, cancellation);
            var cancel = new CancelInstanceCommand(id, result.GetRequiredValue(reason), NewOperation());
            return await AnswerAsync(await services.GetRequiredService<InterveneInInstance>().HandleAsync(actor, cancel, cancellation));
        }));
        return command;
    }

    private static Command Release(HostSettings settings)
    {
        var place = new Place();
        var reason = Reason();
        var command = new Command("release", Texts.CommandInstanceRelease) { place.Tenant, place.Instance, reason };
        command.SetAction((result, cancellation) => ProductCommand.RunAsync(settings, async services =>
        {
            var (actor, id) = await place.OfAsync(result, services, cancellation);
            var answer = await services.GetRequiredService<ReleaseInstance>().HandleAsync(
                actor, new ReleaseInstanceCommand(id, result.GetRequiredValue(reason)), cancellation);
            return answer.IsAccepted ? ProductCommand.Print(Texts.InstanceReleased.With(id)) : await ProductCommand.RefuseAsync(answer.Rejection);
        }));
        return command;
    }

    private static Command Intervening(
        HostSettings settings, string name, string description, IReadOnlyList<Symbol> inputs, Func<ParseResult, Intervention> intervention)
    {
        var place = new Place();
        var reason = Reason();
        var command = new Command(name, description) { place.Tenant, place.Instance };
        foreach (var input in inputs)
        {
            if (input is Argument argument)
            {
                command.Arguments.Add(argument);
            }
            else
            {
                command.Options.Add((Option)input);
            }
        }

        command.Options.Add(reason);
        command.SetAction((result, cancellation) => ProductCommand.RunAsync(settings, async services =>
        {
            var (actor, id) = await place.OfAsync(result, services, cancellation);
            var intervene = new InterveneCommand(id, intervention(result), result.GetRequiredValue(reason), NewOperation());
            return await AnswerAsync(await services.GetRequiredService<InterveneInInstance>().HandleAsync(actor, intervene, cancellation));
        }));
        return command;
    }

    private static Option<string> Reason() => new("--reason") { Description = Texts.CommandInstanceReason, HelpName = "TEXT", Required = true };

    private static Argument<string> Activity(string name) => new(name) { Description = Texts.CommandInstanceActivity };

    private static string NewOperation() => Guid.NewGuid().ToString("N");

    // What is JSON is meant as JSON; everything else as a text.
    private static JsonNode? JsonOrText(string value)
    {
        try
        {
            return JsonNode.Parse(value);
        }
        catch (JsonException)
        {
            return JsonValue.Create(value);
        }
    }

    private static Task<int> AnswerAsync(Result<IntervenedInstance> answer) =>
        answer.IsAccepted ? Task.FromResult(ProductCommand.Print(Texts.InstanceNow.With(answer.Value.SubStatus?.ToString() ?? ""))) : ProductCommand.RefuseAsync(answer.Rejection);

    /// <summary>Which instance, and who asks: whoever may run this command, by the name that the machine knows them by.</summary>
    private sealed class Place
    {
        public Argument<string> Tenant { get; } = new("tenant") { Description = Texts.CommandInstanceTenant };

        public Argument<string> Instance { get; } = new("id") { Description = Texts.CommandInstanceId };

        public async Task<(Actor Actor, string Id)> OfAsync(ParseResult result, IServiceProvider services, CancellationToken cancellation)
        {
            var tenant = new TenantId(result.GetRequiredValue(Tenant));
            var name = result.GetRequiredValue(Instance);
            var found = await services.GetRequiredService<ICaseQueries>().FindByNumberAsync(tenant, name, cancellation);
            return (ProductCommand.ActorOf(tenant), found?.InstanceId ?? name);
        }
    }
}
