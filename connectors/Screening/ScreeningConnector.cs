using System.Text;
using System.Text.Json;
using LowCode.Connectors.Sdk;
using LowCode.Rules;

namespace LowCode.Connectors.Screening;

/// <summary>
/// Judges documents by rule sets of the current release, all by the same versions. A single document that cannot be read is an error; in a
/// batch the others go on, and an outcome says so.
/// </summary>
public sealed class ScreeningConnector : IConnector<ScreeningInput, ScreeningOutput>
{
    public ValueTask<ConnectorResult<ScreeningOutput>> RunAsync(ScreeningInput input, IConnectorCall call, CancellationToken cancellation)
    {
        var run = new ScreeningRun([.. input.RuleSets.Distinct(StringComparer.Ordinal).Select(id => new NamedSet(id, Find(call, id)))]);
        foreach (var document in DocumentsOf(input.Documents))
        {
            cancellation.ThrowIfCancellationRequested();
            run.Judge(document);
        }

        if (run.IsEmpty)
        {
            throw new ConnectorException("no-documents", "Expected at least one document and one rule set, but there is none.");
        }

        if (input.Documents.ValueKind == JsonValueKind.Object && run.Verdicts[0].Problems is not null)
        {
            // Who reads of incidents may not see the document.
            var why = string.Join("; ", run.ProblemsWithoutValues(DocumentsOf(input.Documents).Single()).Select(p => $"{p.Path}: {p.Message}"));
            throw new ConnectorException("unreadable-document", $"Expected a document that {string.Join(", ", input.RuleSets)} can judge, but {why}");
        }

        run.Records.Keep(call);
        return ValueTask.FromResult(run.Result());
    }

    private static Published<RuleIndex> Find(IConnectorCall call, string id) => call.Published<RuleIndex>(id)
        ?? throw new ConnectorException("unknown-rule-set", $"Expected the rule set '{id}' to be published, but it is not.");

    private static IEnumerable<byte[]> DocumentsOf(JsonElement documents) => documents.ValueKind switch
    {
        JsonValueKind.Array => documents.EnumerateArray().Select(d => Encoding.UTF8.GetBytes(d.GetRawText())),
        JsonValueKind.String => Lines(documents.GetString()!),
        JsonValueKind.Null or JsonValueKind.Undefined => [],
        _ => [Encoding.UTF8.GetBytes(documents.GetRawText())],
    };

    // One at a time: a stream of any length takes the room of one line.
    private static IEnumerable<byte[]> Lines(string text)
    {
        using var reader = new StringReader(text);
        while (reader.ReadLine() is { } line)
        {
            if (!string.IsNullOrWhiteSpace(line))
            {
                yield return Encoding.UTF8.GetBytes(line);
            }
        }
    }
}
