using LowCode.FormUi;
using LowCode.Portal.Session;
using LowCode.Work;
using LowCode.Work.Evaluations;
using LowCode.Work.Sheets;
using Microsoft.AspNetCore.Components;

namespace LowCode.Portal.Rules;

/// <summary>One rule set: what each rule did, which rules the stored tests try, and its lists.</summary>
public sealed partial class RuleSetPage
{
    private const int PageSize = 50;

    [CascadingParameter]
    public required PortalSession Session { get; set; }

    [Parameter]
    public required string Set { get; set; }

    [SupplyParameterFromQuery(Name = "q")]
    public string? Search { get; set; }

    [SupplyParameterFromQuery(Name = "page")]
    public int Number { get; set; }

    [Inject]
    public required ReadRuleEffects Effects { get; set; }

    [Inject]
    public required ExchangeLists Lists { get; set; }

    [Inject]
    public required NavigationManager Links { get; set; }

    private int Page => Math.Max(Number - 1, 0);

    private Task<Result<RuleSetEffect>> ReadAsync(CancellationToken cancellation) => Effects.HandleAsync(Session.Actor, Set, cancellation);

    private IEnumerable<RuleEffect> Shown(RuleSetEffect effect) => string.IsNullOrWhiteSpace(Search)
        ? effect.Rules
        : effect.Rules.Where(r => $"{r.Rule.Id} {r.Rule.Name} {r.Rule.Owner} {r.Rule.Basis}".Contains(Search.Trim(), StringComparison.OrdinalIgnoreCase));

    private string Subtitle(RuleSetEffect effect)
    {
        var judged = effect.Since is { } since
            ? (effect.IsAll ? Texts.RuleJudged : Texts.RuleJudgedLately).With(effect.Documents, Layout.WallClock.DayOf(since, Session.Tenant.Zone))
            : Texts.RuleNotJudged;
        var days = (effect.Set.ValidFrom, effect.Set.ValidTo);
        var valid = days == (DateOnly.MinValue, DateOnly.MaxValue) ? "" : $"{Texts.RuleValidity} {RuleWords.Days(days)}. ";
        var counted = effect.Counted > 0 ? $" {Texts.RuleCounted.With(effect.Counted)}" : "";
        return $"{valid}{judged}{counted} {Texts.RuleCoverage.With(effect.Rules.Count - effect.Untried, effect.Rules.Count)}";
    }

    private string LinkTo(int page) => Links.GetUriWithQueryParameters(
        RuleLinks.Set(Set), new Dictionary<string, object?> { ["q"] = Search, ["page"] = page == 0 ? null : page + 1 });

    private void Go(string? search) => Links.NavigateTo(
        Links.GetUriWithQueryParameters(RuleLinks.Set(Set), new Dictionary<string, object?> { ["q"] = string.IsNullOrWhiteSpace(search) ? null : search }), replace: true);
}
