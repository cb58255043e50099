namespace LowCode.Feel.Dmn.Models;

/// <summary>The edition of the standard that a document is written in. Editions differ in the namespace, and 1.4 added the boxed iterators and the conditional.</summary>
public enum DmnVersion
{
    Dmn12,
    Dmn13,
    Dmn14,
    Dmn15,
}
