using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;
using Jint;
using Jint.Native.Object;
using Jint.Runtime;
using LowCode.Definitions.Values;

namespace LowCode.Scripting;

/// <summary>
/// Evaluates JavaScript within limits: a new Jint engine on a prepared script for each evaluation, because a pooled one leaks one
/// script's globals into the next. An in-process interpreter bounds honest mistakes; scripts of tenants that distrust each other belong
/// into processes of their own.
/// </summary>
public sealed class ScriptEngine(ScriptLimits limits, int cachedScripts = 2_000)
{
    private readonly PreparedScripts _prepared = new(cachedScripts);

    /// <summary>Characters that a script may have.</summary>
    public int LongestText => limits.TextLength;

    /// <summary>Parses a script, or takes it from the cache. Thread-safe.</summary>
    public bool TryPrepare(string text, [NotNullWhen(true)] out PreparedScript? script, [NotNullWhen(false)] out ScriptError? error)
    {
        error = null;
        script = _prepared.Find(text);
        if (script is not null)
        {
            return true;
        }

        if (text.Length > limits.TextLength)
        {
            error = new ScriptError(ScriptErrorKind.Limit, $"Expected a script of at most {limits.TextLength} characters, but it has {text.Length}.")
            {
                Limit = new MetLimit(ScriptLimitKind.TextLength, Number(limits.TextLength), Number(text.Length)),
            };
            return false;
        }

        try
        {
            script = Parse(text);
            _prepared.Keep(script);
            return true;
        }
        catch (ScriptPreparationException e)
        {
            error = e.InnerException is Acornima.ParseErrorException { Error: { } parse }
                ? new ScriptError(ScriptErrorKind.Syntax, parse.Description, parse.LineNumber, parse.Column + 1)
                : new ScriptError(ScriptErrorKind.Syntax, e.InnerException?.Message ?? e.Message);
            return false;
        }
    }

    /// <summary>The value of the last expression, or of a top-level return. Thread-safe; the scope belongs to one evaluation.</summary>
    public ScriptResult Evaluate(PreparedScript script, IScriptScope scope)
    {
        try
        {
            using var engine = CreateEngine(scope);
            var globals = new ScriptGlobals(engine, scope);
            globals.Provide(script);
            var value = engine.Evaluate(script.Prepared);
            globals.WriteBack();
            return new ScriptResult(ScriptData.From(value), null);
        }
        catch (JavaScriptException e)
        {
            return Failed(ScriptErrorKind.Thrown, Message(e), e.Location.Start.Line, e.Location.Start.Column + 1);
        }
        catch (ScriptScopeException e)
        {
            return new(null, new ScriptError(ScriptErrorKind.Thrown, e.Message) { Fault = e.Fault });
        }
        catch (RegexMatchTimeoutException)
        {
            return Met(ScriptLimitKind.Regex, Seconds(limits.RegexTimeout), most => $"Expected each match of a regular expression within {most}, but one took longer.");
        }
        catch (TimeoutException)
        {
            return Met(ScriptLimitKind.Time, Seconds(limits.Timeout), most => $"Expected the script to end within {most}, but it did not.");
        }
        catch (StatementsCountOverflowException)
        {
            return Met(ScriptLimitKind.Statements, Number(limits.Statements), most => $"Expected at most {most} statements, but the script runs more.");
        }
        catch (MemoryLimitExceededException)
        {
            return Met(ScriptLimitKind.Memory, Number(limits.Memory), most => $"Expected at most {most} bytes, but the script uses more.");
        }
        catch (RecursionDepthOverflowException)
        {
            return Met(ScriptLimitKind.Recursion, Number(limits.Recursion), most => $"Expected calls at most {most} deep, but the script calls deeper.");
        }
        catch (Exception e) when (e is JintException or InsufficientExecutionStackException)
        {
            return Failed(ScriptErrorKind.Limit, e.Message);
        }
    }

    private static ScriptResult Failed(ScriptErrorKind kind, string message, int line = 0, int column = 0) =>
        new(null, new ScriptError(kind, message, line, column));

    private static ScriptResult Met(ScriptLimitKind kind, string most, Func<string, string> message) =>
        new(null, new ScriptError(ScriptErrorKind.Limit, message(most)) { Limit = new MetLimit(kind, most) });

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds} s");

    // A script may throw anything, not only errors, and not only what can be carried out of it.
    private static string Message(JavaScriptException e)
    {
        try
        {
            return e.Error is ObjectInstance thrown && !thrown.HasProperty("message") ? DataValue.ToText(ScriptData.From(thrown)) : e.Message;
        }
        catch (Exception inner) when (inner is JintException or ScriptScopeException or TimeoutException)
        {
            return inner is ScriptScopeException ? e.Message : inner.Message;
        }
    }

    private PreparedScript Parse(string text) => new(
        text,
        Engine.PrepareScript(text, options: new ScriptPreparationOptions
        {
            CollectReferencedGlobals = true,
            ParsingOptions = new ScriptParsingOptions { AllowReturnOutsideFunction = true, RegexTimeout = limits.RegexTimeout },
        }));

    private Engine CreateEngine(IScriptScope scope) => new(options =>
    {
        options.TimeoutInterval(limits.Timeout);
        options.MaxStatements(limits.Statements);
        options.LimitMemory(limits.Memory);
        options.LimitRecursion(limits.Recursion);
        options.RegexTimeoutInterval(limits.RegexTimeout);
        options.MaxArraySize(limits.ArraySize);
        options.MaxJsonParseDepth(limits.JsonDepth);
        options.DisableStringCompilation();
        options.Constraints.StackOverflowGuard = true;
        options.Constraints.PromiseTimeout = limits.Timeout;
        options.AgentCanSuspend = false;
        options.Culture(CultureInfo.InvariantCulture);
        options.TimeSystem = new BurstTime(scope.Now);
    });
}
