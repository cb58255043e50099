using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using LowCode.Definitions.Problems;
using LowCode.Definitions.Rules;
using LowCode.FormUi;
using LowCode.Rules;
using LowCode.Rules.Explanations;

namespace LowCode.Host.Commands;

/// <summary><c>screen RULES DECLARATIONS</c>: judges documents, one JSON object a line, and prints one line of JSON for each.</summary>
internal static class ScreenCommand
{
    // So many of the first documents tell the index what is seldom.
    private const int Samples = 256;

    private static readonly JsonWriterOptions _lines = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Create()
    {
        var rules = new Argument<FileInfo>("rules") { Description = Texts.CommandScreenRules };
        var documents = new Argument<FileInfo>("declarations") { Description = Texts.CommandScreenDocuments };
        var explain = new Option<string?>("--explain") { Description = Texts.CommandScreenExplain, HelpName = "RULE" };
        rules.Validators.Add(Inputs.MustExist);
        documents.Validators.Add(Inputs.MustExist);
        var command = new Command("screen", Texts.CommandScreen) { rules, documents, explain };
        command.SetAction((result, cancellation) =>
            RunAsync(result.GetRequiredValue(rules), result.GetRequiredValue(documents), result.GetValue(explain), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(FileInfo rules, FileInfo documents, string? explained, CancellationToken cancellation)
    {
        var set = RuleSetJson.Read(await File.ReadAllBytesAsync(rules.FullName, cancellation));
        if (!set.IsValid)
        {
            foreach (var problem in set.Problems)
            {
                await Console.Error.WriteLineAsync($"{rules.Name}#{problem.Path}: {problem.Message}");
            }

            return CommandLine.Failed;
        }

        if (explained is not null && !set.Value.Rules.Any(r => r.Id == explained))
        {
            await Console.Error.WriteLineAsync(Texts.ErrorRuleUnknown.With(explained));
            return CommandLine.Failed;
        }

        await using var output = new BufferedStream(Console.OpenStandardOutput(), 1 << 16);
        var first = new List<ReadOnlyMemory<byte>>();
        RuleIndex? index = null;
        var (number, code) = (0, CommandLine.Done);
        await foreach (var line in JsonLines.ReadAsync(documents, cancellation))
        {
            if (index is not null)
            {
                Screen(line);
                continue;
            }

            first.Add(line);
            if (first.Count == Samples)
            {
                ScreenFirst();
            }
        }

        if (index is null)
        {
            ScreenFirst();
        }

        return code;

        void ScreenFirst()
        {
            index = RuleIndex.Compile(set.Value, first);
            first.ForEach(Screen);
        }

        void Screen(ReadOnlyMemory<byte> line)
        {
            number++;
            var evaluation = index!.Evaluate(line.Span);
            if (evaluation.Verdict is null)
            {
                code = CommandLine.Failed;
                Report(number, evaluation.Problems ?? []);
            }
            else if (explained is null)
            {
                Write(output, evaluation.Verdict.Write);
            }
            else
            {
                Write(output, json => WriteReason(json, evaluation.Verdict.Number, index.Explain(line, explained)!));
            }
        }
    }

    private static void Report(int line, IReadOnlyList<Problem> problems)
    {
        foreach (var problem in problems)
        {
            Console.Error.WriteLine(Texts.ScreenProblem.With(line, problem.Path, problem.Message));
        }
    }

    private static void Write(Stream output, Action<Utf8JsonWriter> write)
    {
        using (var json = new Utf8JsonWriter(output, _lines))
        {
            write(json);
        }

        output.WriteByte((byte)'\n');
    }

    private static void WriteReason(Utf8JsonWriter json, string number, RuleReason reason)
    {
        json.WriteStartObject();
        json.WriteString("no", number);
        reason.WriteMembers(json);
        json.WriteEndObject();
    }
}
