namespace LowCode.Feel.Dmn.Models;

/// <summary>The edition of the standard that a document is written in. Editions differ in the namespace, and 1.4 added the boxed iterators and the conditional.</summary>
public enum DmnVersion
{
    /// <summary>DMN 1.2.</summary>
    Dmn12,

    /// <summary>DMN 1.3.</summary>
    Dmn13,

    /// <summary>DMN 1.4.</summary>
    Dmn14,

    /// <summary>DMN 1.5.</summary>
    Dmn15,
}
