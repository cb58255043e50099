using System.CommandLine;
using System.Text;
using System.Text.Json;
using LowCode.Definitions.Decisions;
using LowCode.Engine.Expressions;
using LowCode.Feel.Dmn.Evaluation;
using LowCode.Feel.Dmn.Models;
using LowCode.FormUi;

namespace LowCode.Host.Commands;

/// <summary><c>decide MODEL DECISION INPUTS</c>: makes one decision by a DMN model and says, if asked, how it came about.</summary>
internal static class DecideCommand
{
    private static readonly UTF8Encoding _utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly JsonDocumentOptions _strict = new() { AllowDuplicateProperties = false };

    public static Command Create()
    {
        var model = new Argument<FileInfo>("model") { Description = Texts.CommandDecideModel };
        var decision = new Argument<string>("decision") { Description = Texts.CommandDecideDecision };
        var inputs = new Argument<FileInfo>("inputs") { Description = Texts.CommandDecideInputs };
        var explain = new Option<bool>("--explain") { Description = Texts.CommandDecideExplain };
        var json = new Option<bool>("--json") { Description = Texts.CommandDecideJson };
        var imports = new Option<FileInfo[]>("--import") { Description = Texts.CommandDecideImport, HelpName = "FILE" };
        model.Validators.Add(Inputs.MustExist);
        inputs.Validators.Add(Inputs.MustExist);
        imports.Validators.Add(Inputs.MustExist);
        var command = new Command("decide", Texts.CommandDecide) { model, decision, inputs, explain, json, imports };
        command.SetAction((result, cancellation) => RunAsync(
            result.GetRequiredValue(model),
            result.GetValue(imports) ?? [],
            result.GetRequiredValue(decision),
            result.GetRequiredValue(inputs),
            result.GetValue(explain),
            result.GetValue(json),
            cancellation));
        return command;
    }

    private static async Task<int> RunAsync(FileInfo model, FileInfo[] imports, string decision, FileInfo inputs, bool explain, bool asJson, CancellationToken cancellation)
    {
        if (await ReadAsync(model, cancellation) is not { } main)
        {
            return CommandLine.Failed;
        }

        var others = new List<DmnModel>();
        foreach (var file in imports)
        {
            if (await ReadAsync(file, cancellation) is not { } other)
            {
                return CommandLine.Failed;
            }

            others.Add(other);
        }

        var compiled = DecisionModel.Compile(main, others);
        foreach (var problem in DecisionDocument.ProblemsOf(compiled.Problems.Concat(compiled.Warnings)))
        {
            await Console.Error.WriteLineAsync($"{problem.Path}: {problem.Message}");
        }

        if (compiled.Find(decision) is not { } summary)
        {
            await Console.Error.WriteLineAsync(Texts.ErrorDecisionUnknown.With(decision, string.Join(", ", compiled.Decisions.Select(d => d.Name))));
            return CommandLine.Failed;
        }

        if (await ReadInputsAsync(inputs, cancellation) is not { } given)
        {
            return CommandLine.Failed;
        }

        using (given)
        {
            if (!await FitAsync(summary, given.RootElement, inputs))
            {
                return CommandLine.Failed;
            }

            var trial = DecisionTrial.Of(compiled, decision, given.RootElement, TimeProvider.System.GetLocalNow(), explain, cancellation);
            Console.Out.WriteLine(asJson ? DecisionText.Json(trial) : DecisionText.Plain(trial));
        }

        return CommandLine.Done;
    }

    // A name that the decision does not have is a slip of the pen more often than not; an input that is missing may be meant.
    private static async Task<bool> FitAsync(DecisionSummary decision, JsonElement given, FileInfo file)
    {
        var known = decision.Inputs.Select(i => i.Name).ToHashSet(StringComparer.Ordinal);
        var names = given.EnumerateObject().Select(m => m.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var unknown in names.Except(known, StringComparer.Ordinal))
        {
            await Console.Error.WriteLineAsync(Texts.ErrorDecideInputUnknown.With(file.Name, unknown, decision.Name, string.Join(", ", known)));
        }

        foreach (var missing in known.Except(names, StringComparer.Ordinal))
        {
            await Console.Error.WriteLineAsync(Texts.NoteDecideInputMissing.With(file.Name, missing));
        }

        return names.IsSubsetOf(known);
    }

    // Half of a character, written as an escape, is JSON, but no text.
    private static bool IsText(JsonElement value)
    {
        try
        {
            return value.ValueKind switch
            {
                JsonValueKind.Object => value.EnumerateObject().All(m => m.Name is not null && IsText(m.Value)),
                JsonValueKind.Array => value.EnumerateArray().All(IsText),
                JsonValueKind.String => value.GetString() is not null,
                _ => true,
            };
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static async Task<DmnModel?> ReadAsync(FileInfo file, CancellationToken cancellation)
    {
        var read = DecisionDocument.Read(await File.ReadAllBytesAsync(file.FullName, cancellation));
        foreach (var problem in read.Problems)
        {
            await Console.Error.WriteLineAsync($"{file.Name}{(problem.Path.StartsWith(':') ? "" : " ")}{problem.Path}: {problem.Message}");
        }

        return read.Value;
    }

    private static async Task<JsonDocument?> ReadInputsAsync(FileInfo file, CancellationToken cancellation)
    {
        try
        {
            var read = JsonDocument.Parse(await File.ReadAllTextAsync(file.FullName, _utf8, cancellation), _strict);
            if (read.RootElement.ValueKind == JsonValueKind.Object && IsText(read.RootElement))
            {
                return read;
            }

            read.Dispose();
        }
        catch (DecoderFallbackException)
        {
            await Console.Error.WriteLineAsync(Texts.ErrorDecideEncoding.With(file.Name));
            return null;
        }
        catch (JsonException wrong)
        {
            // Counted from 1, as editors do.
            await Console.Error.WriteLineAsync(Texts.ErrorDecideJson.With(file.Name, (wrong.LineNumber ?? 0) + 1, (wrong.BytePositionInLine ?? 0) + 1));
            return null;
        }

        await Console.Error.WriteLineAsync(Texts.ErrorDecideInputs.With(file.Name));
        return null;
    }
}
