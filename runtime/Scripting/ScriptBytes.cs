using System.Text;
using Jint;
using Jint.Native;
using LowCode.Definitions.Values;

namespace LowCode.Scripting;

/// <summary>
/// Bytes in a script: a Uint8Array, or a list of numbers. Outside of scripts bytes are a text in base64, which is how they arrive, and
/// what they are turned into where a script gives them away.
/// </summary>
internal static class ScriptBytes
{
    public static byte[] From(JsValue[] arguments)
    {
        var value = arguments.Length > 0 ? arguments[0] : JsValue.Undefined;
        return value.IsUint8Array() ? value.AsUint8Array() : From(ScriptData.From(value));
    }

    public static JsValue To(Jint.Engine engine, byte[] bytes) =>
        engine.Intrinsics.Uint8Array.Construct(bytes);

    public static byte[]? OfBase64(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) ? bytes[..length] : null;
    }

    private static byte[] From(object? value) => value switch
    {
        null => [],
        object?[] items => Array.ConvertAll(items, i => i is long and >= 0 and <= 255 ? (byte)(long)i : throw new ScriptScopeException("script.not-bytes")),
        _ => OfBase64(DataValue.ToText(value)) ?? throw new ScriptScopeException("script.not-bytes"),
    };

    public static string Text(byte[] bytes) => Encoding.UTF8.GetString(bytes);
}
