using System.Globalization;

namespace LowCode.Feel.Problems;

/// <summary>What is wrong with an expression, or why an evaluation gave null.</summary>
/// <param name="Code">What programs tell problems apart by.</param>
/// <param name="Span">Where in the text of the expression.</param>
/// <param name="Arguments">What the text names: strings, numbers, values, <see cref="TextKey"/>s.</param>
public sealed record FeelProblem(FeelProblemCode Code, TextSpan Span, IReadOnlyList<object?> Arguments)
{
    /// <summary>Whether it says which limit ended the evaluation.</summary>
    public bool IsLimit => Code is FeelProblemCode.StepLimit or FeelProblemCode.DepthLimit or FeelProblemCode.SizeLimit or FeelProblemCode.TimeLimit or FeelProblemCode.MemoryLimit;

    /// <summary>In the language of the current thread.</summary>
    public string Text => TextIn(CultureInfo.CurrentUICulture);

    /// <summary>A sentence for a person who does not program, in Chinese unless the language has a text of its own (English).</summary>
    public string TextIn(CultureInfo language) => FeelTexts.Format(Code.ToString(), Arguments, language);

    /// <summary>Place and English text, for logs: <c>3+4: ...</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Span.Start}+{Span.Length}: {TextIn(FeelTexts.English)}");
}
