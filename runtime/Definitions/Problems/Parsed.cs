using System.Diagnostics.CodeAnalysis;

namespace LowCode.Definitions.Problems;

/// <summary>What reading a document gave: a value, or every problem that was found in it.</summary>
public sealed class Parsed<T>
    where T : class
{
    private Parsed(T? value, IReadOnlyList<Problem> problems)
    {
        Value = value;
        Problems = problems;
    }

    public T? Value { get; }

    public IReadOnlyList<Problem> Problems { get; }

    [MemberNotNullWhen(true, nameof(Value))]
    public bool IsValid => Value is not null;

    public static Parsed<T> Of(T value) => new(value, []);

    public static Parsed<T> Failed(IReadOnlyList<Problem> problems) => new(null, problems);
}
