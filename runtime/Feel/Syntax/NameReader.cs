using System.Text;
using LowCode.Feel.Problems;
using LowCode.Feel.Scopes;
using LowCode.Feel.Types;
using LowCode.Feel.Values;

namespace LowCode.Feel.Syntax;

/// <summary>Reads names: known ones by the scope, however they are spelt; unknown ones word by word.</summary>
internal sealed class NameReader(Reader reader)
{
    /// <summary>A known variable or function here, longer than any keyword; null when none is.</summary>
    public KnownName? Known()
    {
        var (best, mayBeHidden) = ((KnownName?)null, false);
        for (var scope = reader.Locals; scope is not null; scope = scope.Outer)
        {
            if (scope.Types.Count > 0 && scope.Names.Match(reader.Text, reader.At) is { } local && local.End > (best?.End ?? 0))
            {
                best = new(local.Name, scope.Types[local.Name], local.End, mayBeHidden);
            }

            mayBeHidden |= scope.MayHide;
        }

        if (reader.Scope.Match(reader.Text, reader.At) is { } known && known.End > (best?.End ?? 0))
        {
            best = new(known.Name, TypeOf(known.Name), known.End, mayBeHidden);
        }

        return best;
    }

    /// <summary>Words up to a keyword or a sign, joined by one space; null when no word begins here.</summary>
    public string? Words()
    {
        var words = new List<string>();
        while (NameTokens.StartsWord(reader.Text, reader.At) || (words.Count > 0 && char.IsAsciiDigit(reader.Current)))
        {
            var end = NameTokens.WordEnd(reader.Text, reader.At);
            var word = reader.Text[reader.At..end];
            if (Reader.IsKeyword(word))
            {
                break;
            }

            words.Add(word);
            reader.MoveTo(end);
        }

        return words.Count == 0 ? null : string.Join(' ', words);
    }

    /// <summary>
    /// Words and the signs that names may have, up to a keyword or another sign; null when no word begins here. A keyword right behind a sign belongs
    /// to the name: <c>check-in</c>.
    /// </summary>
    public string? WithSigns(bool stopAtKeyword = true)
    {
        if (!NameTokens.StartsWord(reader.Text, reader.At))
        {
            return null;
        }

        var (name, last, isSigned) = (new StringBuilder(), reader.At, false);
        while (!reader.IsAtEnd)
        {
            var token = NameTokens.First(reader.Text, reader.At);
            var isWord = NameTokens.WordEnd(reader.Text, reader.At) > reader.At;
            if (isWord ? stopAtKeyword && Reader.IsKeyword(token) && !(isSigned && last == reader.At) : !NameTokens.IsSign(reader.Current))
            {
                break;
            }

            name.Append(name.Length > 0 && last < reader.At ? " " : "").Append(token);
            (last, isSigned) = (reader.At + token.Length, !isWord);
            reader.MoveTo(last);
        }

        return name.Length == 0 ? null : name.ToString();
    }

    /// <summary>Words and signs up to the end mark, as written but for white space; null, and the place unchanged, when another sign comes before.</summary>
    public string? UpTo(char mark)
    {
        var start = reader.At;
        if (!NameTokens.StartsWord(reader.Text, start))
        {
            return null;
        }

        var (name, last) = (new StringBuilder(), start);
        while (!reader.IsAtEnd && reader.Current != mark)
        {
            var token = NameTokens.First(reader.Text, reader.At);
            var isWord = NameTokens.WordEnd(reader.Text, reader.At) > reader.At;
            if (!isWord && !NameTokens.IsSign(reader.Current))
            {
                reader.MoveTo(start);
                return null;
            }

            name.Append(name.Length > 0 && last < reader.At ? " " : "").Append(token);
            last = reader.At + token.Length;
            reader.MoveTo(last);
        }

        if (reader.IsAtEnd)
        {
            reader.MoveTo(start);
            return null;
        }

        return name.ToString();
    }

    /// <summary>The name of a property of a target; reported and empty when none comes.</summary>
    public string Property(FeelType target)
    {
        if (reader.IsAtEnd)
        {
            reader.AtEnd?.Invoke(new(null, target, false));
        }

        var names = Properties.Of(target);
        if (names.Match(reader.Text, reader.At) is { } known)
        {
            reader.MoveTo(known.End);
            return known.Name;
        }

        if (Words() is { } name)
        {
            return name;
        }

        reader.ReportExpected(new TextKey("token.name"));
        return "";
    }

    private FeelType TypeOf(string name)
    {
        var index = reader.Scope.IndexOf(name);
        return index >= 0 ? reader.Scope.Variables[index].Type : reader.Scope.Functions.Find(name)?.Type ?? FeelType.Any;
    }
}

/// <param name="MayBeHidden">It stands in a filter whose items may have a field of that name, which is meant then.</param>
internal readonly record struct KnownName(string Name, FeelType Type, int End, bool MayBeHidden);
