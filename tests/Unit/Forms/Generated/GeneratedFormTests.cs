using System.Text.Json.Nodes;
using LowCode.Definitions.Forms;
using Xunit;

namespace LowCode.Tests.Unit.Forms.Generated;

/// <summary>Random forms and submissions against what their maker knows of them.</summary>
public sealed class GeneratedFormTests
{
    private const int Trials = 1500;
    private const int FirstSeed = 1;

    [Fact]
    public void Every_verdict_and_computed_value_is_what_the_maker_of_the_form_knows()
    {
        for (var seed = FirstSeed; seed < FirstSeed + Trials; seed++)
        {
            var trial = FormTrial.Make(seed);
            var form = FormJson.Read(trial.Form);
            Assert.True(form.Problems.Count == 0, $"seed {seed}: {string.Join("; ", form.Problems.Select(p => $"{p.Path} {p.Message}"))}");

            var (problems, data) = FormSubmission.Accept(form.Value!, "report", JsonNode.Parse(trial.Data)!.AsObject(), FormTrial.Lookups);

            Assert.Equal(trial.Problems.Prepend($"seed {seed}"), problems.Select(p => $"{p.Code} {p.Path}").Order(StringComparer.Ordinal).Prepend($"seed {seed}"));
            if (problems.Count == 0)
            {
                Assert.Equal(trial.Stored.Prepend($"seed {seed}"), FormTrial.Spell(data).Prepend($"seed {seed}"));
            }
        }
    }

    [Fact]
    public void Every_type_and_operator_comes_up_and_enough_is_wrong()
    {
        var trials = Enumerable.Range(FirstSeed, Trials).Select(FormTrial.Make).ToList();

        Assert.All(Enum.GetValues<FieldType>(), type => Assert.InRange(trials.Count(t => t.Types.Contains(type)), Trials / 50, Trials));
        Assert.All(KnownExpressions.Operators, sign => Assert.InRange(trials.Count(t => t.Operators.ContainsKey(sign)), Trials / 50, Trials));
        Assert.InRange(trials.Count(t => t.Problems.Count > 0), Trials * 2 / 5, Trials * 3 / 4);
    }
}
