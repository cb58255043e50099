using System.Text;
using System.Xml;
using System.Xml.Linq;
using LowCode.Feel.Dmn.Models;
using LowCode.Feel.Dmn.Problems;

namespace LowCode.Feel.Dmn.Xml;

/// <summary>
/// DMN documents, editions 1.2 to 1.5. Documents come from strangers: they may not declare a document type, nothing outside them is loaded,
/// and size and depth are limited.
/// </summary>
public static class DmnXml
{
    /// <summary>The longest document that is read, in characters.</summary>
    public const int LongestDocument = 16 * 1024 * 1024;

    /// <summary>How deep elements may lie in one another.</summary>
    public const int DeepestElement = 128;

    /// <summary>How many elements a document may have.</summary>
    public const int MostElements = 250_000;

    /// <summary>Reads a document whole and reports everything that is wrong with it.</summary>
    public static DmnDocument Read(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return Read(() => XmlReader.Create(stream, Settings()));
    }

    /// <inheritdoc cref="Read(Stream)"/>
    public static DmnDocument Read(string xml)
    {
        ArgumentNullException.ThrowIfNull(xml);
        return Read(() => XmlReader.Create(new StringReader(xml), Settings()));
    }

    /// <summary>The document of a model, in UTF-8 and in the edition that the model names.</summary>
    public static string Write(DmnModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        using var text = new Utf8Text();
        using (var writer = XmlWriter.Create(text, new XmlWriterSettings { Indent = true, NewLineChars = "\n" }))
        {
            new ModelWriter(model).Write().Save(writer);
        }

        return text.ToString();
    }

    private static DmnDocument Read(Func<XmlReader> open)
    {
        XDocument document;
        try
        {
            using var reader = new NestingLimit(open(), DeepestElement, MostElements);
            document = XDocument.Load(reader, LoadOptions.SetLineInfo);
        }
        catch (NestingException beyond)
        {
            return new DmnDocument(null, [DmnProblem.Of("", beyond.LineNumber, beyond.Code, beyond.Most)]);
        }
        catch (XmlException broken)
        {
            // The messages of .NET speak English, and of programs.
            var code = broken.Message.Contains("DTD", StringComparison.Ordinal) ? "dmn.doctype" : "dmn.not-xml";
            return new DmnDocument(null, [DmnProblem.Of("", broken.LineNumber, code, broken.LineNumber, broken.LinePosition)]);
        }

        return ModelReader.Read(document.Root!);
    }

    private static XmlReaderSettings Settings() => new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = LongestDocument,
        MaxCharactersFromEntities = 1024,
        IgnoreProcessingInstructions = true,
        CloseInput = false,
    };

    private sealed class Utf8Text : StringWriter
    {
        public override Encoding Encoding => Encoding.UTF8;
    }
}
