using System.Text;
using System.Text.Json.Nodes;
using LowCode.Definitions.Values;
using LowCode.Engine;
using LowCode.Engine.Contents;
using LowCode.Engine.State;
using LowCode.Engine.Stimuli;
using Xunit;

namespace LowCode.Tests.Unit.Engine;

/// <summary>Contents of requests that are kept beside the instance: what of them is in its state.</summary>
public sealed class StoredContentTests
{
    private const string Process =
        """
        {"id": "p-1", "definitionId": "p", "version": 1, "variables": [
           {"id": "Body", "name": "Body", "typeName": "Object"}, {"id": "Text", "name": "Text", "typeName": "String"}, {"id": "Size", "name": "Size", "typeName": "Int32"}],
         "root": {"id": "root", "type": "Elsa.Sequence", "activities": [
           {"id": "in", "type": "Elsa.HttpEndpoint", "customProperties": {"canStartWorkflow": true},
            "path": {"typeName": "String", "expression": {"type": "Literal", "value": "a"}},
            "supportedMethods": {"typeName": "Object", "expression": {"type": "Object", "value": "[\"POST\"]"}},
            "parsedContent": {"typeName": "Object", "memoryReference": {"id": "Body"}}},
           {"id": "copy", "type": "Elsa.SetVariable", "variable": {"id": "Text", "name": "Text"},
            "value": {"typeName": "Object", "expression": {"type": "Variable", "value": {"id": "Body", "name": "Body"}}}},
           {"id": "wait", "type": "Elsa.Event", "eventName": {"typeName": "String", "expression": {"type": "Literal", "value": "Go"}}}]}}
        """;

    private static readonly InstanceId _instance = new("i1");

    private readonly WorkflowEngine _engine = new();

    [Fact]
    public void Reference_comes_beside_the_request_and_is_taken()
    {
        var kept = new ContentReference("k1", ContentForm.Text, 70_000);

        var result = Start(new JsonObject { ["method"] = "POST" }, new RequestContents(kept, []));

        Assert.Equal(["k1"], result.Contents);
        Assert.True(result.State.HoldsContents);
        var (body, text) = Values(result.State);
        Assert.Equal((kept.ToNode().ToJsonString(), kept.ToNode().ToJsonString()), (body, text));
    }

    [Fact]
    public void Request_that_is_written_like_a_reference_is_data()
    {
        var result = Start(new JsonObject { ["content"] = new ContentReference("k1", ContentForm.Text, 70_000).ToNode() }, null);

        Assert.Empty(result.Contents);
        Assert.False(result.State.HoldsContents);
        Assert.False(InstanceState.FromSnapshot(result.State.ToSnapshot()).HoldsContents);
    }

    [Fact]
    public void Data_of_a_content_is_read_where_a_variable_must_hold_a_text()
    {
        var kept = new ContentReference("k1", ContentForm.Json, 70_000);

        var (body, text) = Values(Start(new JsonObject(), new RequestContents(kept, [])).State);

        Assert.Equal(kept.ToNode().ToJsonString(), body);
        Assert.Equal("\"{\\u0022a\\u0022:1}\"", text);
    }

    [Fact]
    public void Snapshot_keeps_references_and_exchanges_them_where_it_is_asked_to()
    {
        var kept = new ContentReference("k1", ContentForm.Base64, 70_000);
        var snapshot = Start(new JsonObject(), new RequestContents(kept, [])).State.ToSnapshot();
        var met = new List<ContentReference>();

        var same = InstanceState.FromSnapshot(snapshot);
        var exchanged = InstanceState.FromSnapshot(snapshot, content =>
        {
            met.Add(content);
            return content with { Id = "k2" };
        });

        Assert.True(same.HoldsContents && exchanged.HoldsContents);
        Assert.Equal(snapshot, same.ToSnapshot());
        Assert.All(met, content => Assert.Equal(kept, content));
        Assert.Equal((kept with { Id = "k2" }).ToNode().ToJsonString(), Values(exchanged).Body);
    }

    [Theory]
    [InlineData("k1", 9)]
    [InlineData("", 1)]
    public void Snapshot_with_a_reference_that_makes_no_sense_is_refused(string id, byte form)
    {
        var snapshot = Start(new JsonObject(), new RequestContents(new ContentReference("k1", ContentForm.Base64, 7), [])).State.ToSnapshot();
        byte[] reference = [10, 3, .. Encoding.UTF8.GetBytes("k1"), (byte)ContentForm.Base64];
        var at = snapshot.AsSpan().IndexOf(reference);
        byte[] broken = [.. snapshot[..at], 10, .. id.Length == 0 ? new byte[] { 0 } : [3, .. Encoding.UTF8.GetBytes(id)], form, .. snapshot[(at + reference.Length)..]];

        Assert.Throws<InvalidDataException>(() => InstanceState.FromSnapshot(broken));
    }

    private BurstResult Start(JsonObject request, RequestContents? contents) => _engine.Start(
        _engine.Compile(Encoding.UTF8.GetBytes(Process)).Value!,
        _instance,
        new Stimulus.Start(new JsonObject { ["__HttpRequest"] = request }, null, "in", Contents: contents),
        new BurstContext(DateTimeOffset.UnixEpoch, 1, Contents: new Kept()));

    private (string? Body, string? Text) Values(InstanceState state)
    {
        var values = _engine.Variables(_engine.Compile(Encoding.UTF8.GetBytes(Process)).Value!, state);
        return (values["Body"]?.ToJsonString(), values["Text"]?.ToJsonString());
    }

    private sealed class Kept : IContents
    {
        public byte[] Read(string contentId) => "{\"a\":1}"u8.ToArray();

        public void Want(IReadOnlyCollection<string> contentIds)
        {
        }
    }
}
