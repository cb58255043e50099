using System.Globalization;
using LowCode.Definitions.Workflows;
using LowCode.FormUi;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace LowCode.Portal.Cases;

/// <summary>A workflow's diagram with the steps of one case on it.</summary>
public sealed partial class ProcessPicture
{
    private const double Margin = 12;

    // Below this share of the drawn size texts cannot be read; narrower screens scroll.
    private const double Smallest = 0.62;

    private ElementReference _frame;

    [Inject]
    public required IJSRuntime Js { get; set; }

    [Parameter, EditorRequired]
    public required WorkflowDiagram Diagram { get; set; }

    /// <summary>Ids of the activities where the process waits.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<string> Active { get; set; }

    /// <summary>Ids of the activities that were completed at least once.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<string> Visited { get; set; }

    /// <summary>It stands still because something went wrong; where nothing is active it has ended otherwise.</summary>
    [Parameter]
    public bool IsStopped { get; set; }

    /// <summary>Tells pictures on one page apart.</summary>
    [Parameter]
    public string Name { get; set; } = "case";

    private string Arrow => "arrow-" + Name;

    private string Now
    {
        get
        {
            var names = Diagram.Nodes.Where(n => Active.Contains(n.Id)).Select(n => n.Text.ToString()).ToArray();
            return IsStopped ? Texts.ProcessStopped : names.Length == 0 ? Texts.ProcessEnded : Texts.ProcessNow.With(string.Join(", ", names));
        }
    }

    private double Left => Diagram.Nodes.Select(n => n.X).DefaultIfEmpty().Min() - Margin;

    private double Top => Diagram.Nodes.Select(n => n.Y).DefaultIfEmpty().Min() - Margin;

    private double Width => Diagram.Nodes.Select(n => n.X + n.Width).DefaultIfEmpty().Max() + Margin - Left;

    private double Height => Diagram.Nodes.Select(n => n.Y + n.Height).DefaultIfEmpty().Max() + Margin - Top;

    private string ViewBox => $"{Show(Left)} {Show(Top)} {Show(Width)} {Show(Height)}";

    private string MinimumWidth => $"min-width:{Show(Width * Smallest)}px;max-width:{Show(Width)}px";

    private IEnumerable<DrawnEdge> Edges =>
        from edge in Diagram.Edges
        let source = Diagram.Nodes.FirstOrDefault(n => n.Id == edge.Source)
        let target = Diagram.Nodes.FirstOrDefault(n => n.Id == edge.Target)
        where source is not null && target is not null
        select DrawnEdge.Between(source, target, Visited.Contains(edge.Source) && (Visited.Contains(edge.Target) || Active.Contains(edge.Target)));

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
        {
            return;
        }

        try
        {
            await using var module = await Js.InvokeAsync<IJSObjectReference>("import", "./_content/LowCode.Portal/process.js");
            await module.InvokeVoidAsync("showCurrent", _frame);
        }
        catch (JSDisconnectedException)
        {
            // Nobody looks any more.
        }
    }

    private static string Show(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    private static double Corner(DiagramNode node) => IsTerminal(node) ? node.Height / 2 : 8;

    private static bool IsTerminal(DiagramNode node) => node.Type is "Elsa.Start" or "Elsa.End" or "Elsa.Finish";

    private string State(DiagramNode node) => Active.Contains(node.Id) ? "now" : Visited.Contains(node.Id) ? "visited" : "open";

    private string Class(DiagramNode node) => $"node {State(node)} {(node.Type == "LowCode.UserTask" ? "person" : null)}";

    private sealed record DrawnEdge(string X1, string Y1, string X2, string Y2, bool IsTaken)
    {
        /// <summary>From border to border, on the sides that face each other.</summary>
        public static DrawnEdge Between(DiagramNode source, DiagramNode target, bool isTaken)
        {
            var (sourceX, sourceY) = (source.X + (source.Width / 2), source.Y + (source.Height / 2));
            var (targetX, targetY) = (target.X + (target.Width / 2), target.Y + (target.Height / 2));
            var (right, down) = (Math.Sign(targetX - sourceX), Math.Sign(targetY - sourceY));
            var gapX = Math.Abs(targetX - sourceX) - ((source.Width + target.Width) / 2);
            var gapY = Math.Abs(targetY - sourceY) - ((source.Height + target.Height) / 2);
            return gapX >= gapY
                ? new DrawnEdge(Show(sourceX + (right * source.Width / 2)), Show(sourceY), Show(targetX - (right * target.Width / 2)), Show(targetY), isTaken)
                : new DrawnEdge(Show(sourceX), Show(sourceY + (down * source.Height / 2)), Show(targetX), Show(targetY - (down * target.Height / 2)), isTaken);
        }
    }
}
