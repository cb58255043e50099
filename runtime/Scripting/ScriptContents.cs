using System.Runtime.CompilerServices;
using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime.Descriptors;
using Jint.Runtime.Interop;
using LowCode.Definitions.Values;

namespace LowCode.Scripting;

/// <summary>
/// Members of a script's objects that stand for something large: it is read when the script reads the member. One that the script hands on
/// unread stays what it stands for.
/// </summary>
internal static class ScriptContents
{
    private static readonly ConditionalWeakTable<PropertyDescriptor, Content> _contents = [];

    public static void Define(Jint.Engine engine, ObjectInstance owner, string name, ContentReference reference, IScriptScope scope)
    {
        var content = new Content(reference);
        var getter = new ClrFunction(engine, name, (_, _) => content.Read ??= ScriptData.To(engine, scope.ReadContent(reference)), 0, default);
        var setter = new ClrFunction(engine, name, (_, given) => Replace(owner, name, given), 1, default);
        var descriptor = new GetSetPropertyDescriptor(getter, setter, enumerable: true, configurable: true);
        _contents.Add(descriptor, content);
        owner.FastSetProperty(name, descriptor);
    }

    /// <summary>What the member stands for; null: it is an ordinary member, or an object that the script has read and may have changed.</summary>
    public static ContentReference? ReferenceOf(PropertyDescriptor member) =>
        _contents.TryGetValue(member, out var content) && content.Read is not ObjectInstance ? content.Reference : null;

    private static JsValue Replace(ObjectInstance owner, string name, JsValue[] given)
    {
        owner.FastSetProperty(name, new PropertyDescriptor(given.Length > 0 ? given[0] : JsValue.Undefined, writable: true, enumerable: true, configurable: true));
        return JsValue.Undefined;
    }

    private sealed class Content(ContentReference reference)
    {
        public ContentReference Reference => reference;

        public JsValue? Read { get; set; }
    }
}
