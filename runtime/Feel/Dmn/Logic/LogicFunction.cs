using LowCode.Feel.Dmn.Types;
using LowCode.Feel.Running;
using LowCode.Feel.Values;

namespace LowCode.Feel.Dmn.Logic;

/// <summary>What a function of a model takes and gives.</summary>
/// <param name="Slots">Where the body sees each parameter.</param>
/// <param name="Size">Names in the scope of the body.</param>
internal sealed record LogicSignature(FeelSignature Feel, IReadOnlyList<DmnType> Parameters, IReadOnlyList<int> Slots, int Size, DmnType Result);

/// <summary>A function whose body is a boxed expression.</summary>
/// <param name="captured">The values of the names around it.</param>
internal sealed class LogicFunction(string name, string path, LogicSignature signature, LogicNode body, DecisionRun run, FeelValue[] captured) : FeelFunction(name)
{
    public override IReadOnlyList<FeelSignature> Signatures { get; } = [signature.Feel];

    public override FeelValue Invoke(FeelEvaluation feel, int index, ReadOnlySpan<FeelValue> arguments)
    {
        feel.Step(1 + (Math.Max(signature.Size, captured.Length) >> 2));
        var slots = new FeelValue[Math.Max(signature.Size, captured.Length)];
        captured.CopyTo(slots, 0);
        for (var i = 0; i < arguments.Length; i++)
        {
            var before = run.ReasonCount;
            slots[signature.Slots[i]] = run.Convert(path, arguments[i], signature.Parameters[i]);
            if (run.ReasonCount > before)
            {
                return FeelValue.Null;
            }
        }

        var frame = feel.Enter(0);
        using var part = run.Explanation?.Begin(path);
        var value = run.Convert(path, body.Evaluate(run, slots), signature.Result);
        part?.Give(value);
        feel.Leave(frame);
        return value;
    }
}
