using System.Globalization;
using LowCode.Definitions.Documents;
using LowCode.Definitions.Problems;

namespace LowCode.Definitions.Rules;

/// <summary>Days as rules and documents write them.</summary>
internal static class RuleDate
{
    private const string Format = "yyyy-MM-dd";

    public static bool TryRead(string text, out DateOnly day) =>
        DateOnly.TryParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    /// <summary><c>validFrom</c> and <c>validTo</c> of a rule or a set; what is not said has no end.</summary>
    public static (DateOnly From, DateOnly To) ReadDays(ObjectReader reader, ProblemList problems)
    {
        var (from, to) = (Read(reader, "validFrom", DateOnly.MinValue, problems), Read(reader, "validTo", DateOnly.MaxValue, problems));
        if (from > to)
        {
            problems.Add(RuleProblem.Of(reader.PathOf("validFrom"), "rule.validity", Text(from), Text(to)));
        }

        return (from, to);
    }

    public static string Text(DateOnly day) => day.ToString(Format, CultureInfo.InvariantCulture);

    /// <summary>The day of a value that holds <c>yyyyMMdd</c>.</summary>
    public static string Text(decimal number) => ((int)number).ToString("0000-00-00", CultureInfo.InvariantCulture);

    private static DateOnly Read(ObjectReader reader, string member, DateOnly byDefault, ProblemList problems)
    {
        if (reader.OptionalText(member) is not { } text)
        {
            return byDefault;
        }

        if (TryRead(text, out var day))
        {
            return day;
        }

        problems.Add(RuleProblem.Of(reader.PathOf(member), "rule.date", text));
        return byDefault;
    }
}
