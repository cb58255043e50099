using System.Globalization;
using System.Text.Json;
using LowCode.Definitions.Values;

namespace LowCode.Definitions.Workflows;

/// <summary>Elsa's type aliases, as far as they matter to plain data: how a value becomes one of a type.</summary>
public static class DataTypes
{
    public static bool IsKnown(string typeName) => DataKinds.ItemType(typeName) is { } item ? IsKnown(item) : DataKinds.Of(typeName) is not null;

    /// <summary>Whatever a value is, it may be of this type, or an item of this list.</summary>
    public static bool TakesAnything(string typeName) =>
        DataKinds.ItemType(typeName) is { } item ? TakesAnything(item) : (DataKinds.Of(typeName) ?? DataKind.Any) == DataKind.Any;

    /// <summary>Null stays null; a type that is not known takes any value.</summary>
    public static DataConversion Convert(object? value, string typeName, bool isList = false)
    {
        if (value is null)
        {
            return new DataConversion(null, null);
        }

        if (isList)
        {
            return ConvertList(value, typeName);
        }

        return DataKinds.ItemType(typeName) is { } itemType
            ? ConvertList(value, itemType)
            : ConvertOne(value, DataKinds.Of(typeName) ?? DataKind.Any, typeName);
    }

    // As in Elsa: a field that was emptied in a designer is no value, where it is no text.
    private static bool IsBlank(object value) => value is string text && string.IsNullOrWhiteSpace(text);

    private static DataConversion ConvertList(object value, string itemType)
    {
        if (IsBlank(value))
        {
            return new DataConversion(null, null);
        }

        if (value is string text)
        {
            if (!text.TrimStart().StartsWith('['))
            {
                return ConvertList(new object?[] { text }, itemType);
            }

            value = ParseOr(text, text)!;
        }

        if (value is not object?[] items)
        {
            return ConvertList(new[] { value }, itemType);
        }

        var converted = new object?[items.Length];
        for (var i = 0; i < items.Length; i++)
        {
            var item = Convert(items[i], itemType);
            if (item.Failure is not null)
            {
                return item;
            }

            converted[i] = item.Value;
        }

        return new DataConversion(converted, null);
    }

    private static DataConversion ConvertOne(object value, DataKind kind, string typeName)
    {
        if (kind is not (DataKind.Text or DataKind.Any) && IsBlank(value))
        {
            return new DataConversion(null, null);
        }

        if (value is ContentReference kept)
        {
            // What is kept as a text is one; anything else must be read before it can become something.
            return kind == DataKind.Any || (kind == DataKind.Text && kept.Form != ContentForm.Json)
                ? new DataConversion(kept, null)
                : new DataConversion(null, new DataMisfit(typeName, DataValue.ToText(kept)));
        }

        object? converted = kind switch
        {
            DataKind.Whole => ToWhole(value),
            DataKind.Double => ToDouble(value),
            DataKind.Decimal => ToDecimal(value),
            DataKind.Flag => value switch
            {
                bool flag => flag,
                string text when bool.TryParse(text, out var flag) => flag,
                long whole => whole != 0,
                double number => number != 0 && !double.IsNaN(number),
                decimal exact => exact != 0,
                _ => null,
            },
            DataKind.Time => value switch
            {
                DateTimeOffset time => time,
                string text when DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) => time,
                _ => null,
            },
            DataKind.Text => DataValue.ToText(value),
            DataKind.Any when value is string text && (text.TrimStart().StartsWith('{') || text.TrimStart().StartsWith('[')) && typeName != "Object" =>
                ParseOr(text, text),
            _ => value,
        };

        return converted is null
            ? new DataConversion(null, new DataMisfit(typeName, DataValue.ToText(value)))
            : new DataConversion(converted, null);
    }

    private static object? ToWhole(object value) => value switch
    {
        long whole => whole,
        double number when number is >= long.MinValue and < 9.2233720368547758E18 => (long)Math.Round(number),
        decimal exact when exact is >= long.MinValue and <= long.MaxValue => (long)Math.Round(exact),
        bool flag => flag ? 1L : 0L,
        string text when long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var whole) => whole,
        _ => null,
    };

    private static object? ToDouble(object value) => value switch
    {
        double number => number,
        long whole => (double)whole,
        decimal exact => (double)exact,
        string text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };

    private static object? ToDecimal(object value) => value switch
    {
        decimal exact => exact,
        long whole => (decimal)whole,
        double number when Math.Abs(number) < 7.9e28 => (decimal)number,
        string text when decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact) => exact,
        _ => null,
    };

    private static object? ParseOr(string text, object? otherwise)
    {
        try
        {
            return DataValue.Parse(text);
        }
        catch (JsonException)
        {
            return otherwise;
        }
    }
}

/// <param name="Failure">Why it is not possible; null: it was.</param>
public readonly record struct DataConversion(object? Value, DataMisfit? Failure);

/// <summary>A value that cannot be of a type.</summary>
/// <param name="Text">The value, as a text.</param>
public sealed record DataMisfit(string TypeName, string Text)
{
    /// <summary>For people, in the language of the current UI culture.</summary>
    public override string ToString() => WorkflowTexts.Format("data.misfit", TypeName, Text);
}
