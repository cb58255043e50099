using System.Text.Json;
using System.Text.Json.Nodes;
using LowCode.Definitions.Workflows;
using LowCode.FormUi;
using LowCode.Host.Access;
using LowCode.Host.Api;
using LowCode.Work.Access;
using LowCode.Work.Drafts;
using Microsoft.AspNetCore.Mvc;

namespace LowCode.Host.Elsa;

/// <summary>Parts of a definition for Elsa Studio: an activity with all inside it, and the way that leads to one.</summary>
internal static class ElsaGraph
{
    private static readonly string[] _opaque = ["metadata", "customProperties", "connections", "variables"];

    public static void MapElsaGraph(this IEndpointRouteBuilder api)
    {
        api.MapGet("/workflow-definitions/subgraph/{versionId}", PartAsync).RequireScope(Scope.ReadDefinitions);
        api.MapGet("/workflow-definitions/subgraph/segments/{versionId}", SegmentsAsync).RequireScope(Scope.ReadDefinitions);
    }

    private static async Task<IResult> PartAsync(
        Caller caller, string versionId, string? parentNodeId, [FromServices] ReadDefinitions read, [FromServices] UsableWorkflows usable, CancellationToken cancellation)
    {
        var version = await read.VersionAsync(caller.Actor, versionId, cancellation);
        if (!version.IsAccepted)
        {
            return Answers.Of(version.Rejection);
        }

        var nodes = Nodes(version.Value, await ElsaTypes.OfAsync(caller.Actor, usable, cancellation));
        return Results.Json(Shape(nodes.Find(n => n.NodeId == parentNodeId) ?? nodes[0]), ElsaJson.Options);
    }

    private static async Task<IResult> SegmentsAsync(
        Caller caller, string versionId, string? childNodeId, [FromServices] ReadDefinitions read, [FromServices] UsableWorkflows usable, CancellationToken cancellation)
    {
        var version = await read.VersionAsync(caller.Actor, versionId, cancellation);
        if (!version.IsAccepted)
        {
            return Answers.Of(version.Rejection);
        }

        var nodes = Nodes(version.Value, await ElsaTypes.OfAsync(caller.Actor, usable, cancellation));
        var child = childNodeId is null ? nodes[0] : nodes.Find(n => n.NodeId == childNodeId);
        if (child is null)
        {
            return RequestBodies.Refuse("childNodeId", "request.parameter", Texts.RequestParameter.With("childNodeId"));
        }

        // A flowchart is shown with what holds it: it is no step of the way.
        var way = new List<Node>();
        for (var node = child; node.Parent is { } parent; node = parent)
        {
            if (parent.Type != "Elsa.Flowchart")
            {
                way.Add(new Node(parent.Activity, parent.NodeId, parent.Type, node.Port, parent.Parent));
            }
        }

        way.Reverse();
        var container = way is [.., var last] ? nodes.First(n => n.NodeId == last.NodeId) : nodes[0];
        return Results.Json(
            new
            {
                childNode = Shape(child),
                container = Shape(container),
                pathSegments = way.Select(n => new
                {
                    activityNodeId = n.NodeId,
                    activityId = (string?)n.Activity["id"],
                    activityType = n.Type,
                    portName = n.Port,
                    activityName = (string?)n.Activity["name"] ?? n.Type,
                }).ToArray(),
            },
            ElsaJson.Options);
    }

    private static object Shape(Node node) => new { nodeId = node.NodeId, port = node.Port, activity = node.Activity };

    private static List<Node> Nodes(DefinitionVersion version, ElsaTypes types)
    {
        var document = JsonNode.Parse(WorkflowWriter.Write(version.Definition), documentOptions: new JsonDocumentOptions { MaxDepth = 512 })!;
        var nodes = new List<Node>();
        Walk(types.Known(document["root"]), "Root", null, nodes);
        return nodes;
    }

    private static void Walk(JsonNode? json, string port, Node? parent, List<Node> nodes)
    {
        switch (json)
        {
            case JsonArray items:
                foreach (var item in items)
                {
                    Walk(item, port, parent, nodes);
                }

                break;
            case JsonObject members:
                if ((string?)members["nodeId"] is { } nodeId)
                {
                    parent = new Node(members, nodeId, (string?)members["type"] ?? "", port, parent);
                    nodes.Add(parent);
                }

                foreach (var (name, member) in members.Where(m => m.Value is JsonObject or JsonArray && !_opaque.Contains(m.Key)))
                {
                    Walk(member, parent?.NodeId == (string?)members["nodeId"] ? Pascal(name) : port, parent, nodes);
                }

                break;
        }
    }

    private static string Pascal(string name) => char.ToUpperInvariant(name[0]) + name[1..];

    /// <param name="Port">The member of its parent that holds it.</param>
    private sealed record Node(JsonObject Activity, string NodeId, string Type, string Port, Node? Parent);
}
