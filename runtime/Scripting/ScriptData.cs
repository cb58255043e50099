using System.Text;
using Jint;
using Jint.Native;
using Jint.Native.Function;
using Jint.Native.Object;
using Jint.Runtime;
using LowCode.Definitions.Values;

namespace LowCode.Scripting;

/// <summary>Carries data into a script and out of it. Objects and lists are copied: nothing of the host can be reached.</summary>
internal static class ScriptData
{
    private const int DeepestNesting = 64;
    private const double LargestWhole = 9007199254740991;

    /// <param name="scope">Reads what values stand for; null: none of them stands for anything.</param>
    public static JsValue To(Jint.Engine engine, object? value, IScriptScope? scope = null) => value switch
    {
        null => JsValue.Null,
        string text => new JsString(text),
        bool flag => flag ? JsBoolean.True : JsBoolean.False,
        long whole => new JsNumber(whole),
        double number => new JsNumber(number),
        decimal exact => new JsNumber((double)exact),
        DateTimeOffset time => new JsDate(engine, time),
        object?[] items => new JsArray(engine, Array.ConvertAll(items, item => To(engine, item, scope))),
        ContentReference kept when scope is not null => To(engine, scope.ReadContent(kept)),
        DataObject members => ToObject(engine, members, scope),
        _ => throw new ArgumentException($"Expected plain data, but got a {value.GetType().Name}.", nameof(value)),
    };

    /// <param name="isWhole">What the script has not read is read now, else it stays what it stands for.</param>
    /// <exception cref="ScriptScopeException">The value is nested too deeply, or contains itself.</exception>
    public static object? From(JsValue value, int depth = 0, bool isWhole = false)
    {
        if (depth > DeepestNesting)
        {
            throw new ScriptScopeException("script.too-deep", (long)DeepestNesting);
        }

        return value switch
        {
            JsString text => WellFormed(text.ToString()),
            JsNumber number => Number(((double)number.ToObject()!)),
            JsBoolean flag => flag == JsBoolean.True,
            JsDate date => Time(date.DateValue),
            JsArray items => Items(items, depth, isWhole),
            JsSymbol or Function => null,
            _ when value.IsUint8Array() => Convert.ToBase64String(value.AsUint8Array()),
            ObjectInstance promise when promise.HasProperty("then") && promise.Get("then") is Function => throw new ScriptScopeException("script.promise"),
            ObjectInstance members => Members(members, depth, isWhole),
            _ when value.IsNull() || value.IsUndefined() => null,
            _ => value.ToString(),
        };
    }

    // A script may cut a character in half; what is kept as UTF-8 cannot, and must be the same before and after it is kept.
    private static string WellFormed(string text) =>
        text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') ? Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) : text;

    // Dates of scripts reach further than times do.
    private static DateTimeOffset? Time(double milliseconds) => milliseconds switch
    {
        double.NaN => null,
        >= -62_135_596_800_000 and <= 253_402_300_799_999 => DateTimeOffset.FromUnixTimeMilliseconds((long)milliseconds),
        _ => throw new ScriptScopeException("script.date-range", milliseconds.ToString(System.Globalization.CultureInfo.InvariantCulture)),
    };

    private static object Number(double number) =>
        number == Math.Floor(number) && Math.Abs(number) <= LargestWhole ? (object)(long)number : number;

    private static object?[] Items(JsArray items, int depth, bool isWhole)
    {
        var copied = new object?[items.Length];
        for (var i = 0; i < copied.Length; i++)
        {
            copied[i] = From(items[(uint)i], depth + 1, isWhole);
        }

        return copied;
    }

    private static DataObject Members(ObjectInstance members, int depth, bool isWhole) => new(
        members.GetOwnProperties()
            .Where(p => p.Key is JsString && p.Value.Enumerable)
            .Select(p => (Name: p.Key.ToString(), Reference: isWhole ? null : ScriptContents.ReferenceOf(p.Value), p.Key))
            .Select(p => (p.Name, p.Reference, Value: p.Reference is null ? members.Get(p.Key) : JsValue.Null))
            .Where(p => p.Value is not Function && !p.Value.IsUndefined())
            .Select(p => new KeyValuePair<string, object?>(p.Name, p.Reference ?? From(p.Value, depth + 1, isWhole))));

    private static JsObject ToObject(Jint.Engine engine, DataObject members, IScriptScope? scope)
    {
        var copied = new JsObject(engine);
        foreach (var (name, value) in members)
        {
            if (value is ContentReference reference && scope is not null)
            {
                ScriptContents.Define(engine, copied, name, reference, scope);
            }
            else
            {
                copied.FastSetDataProperty(name, To(engine, value, scope));
            }
        }

        return copied;
    }
}
